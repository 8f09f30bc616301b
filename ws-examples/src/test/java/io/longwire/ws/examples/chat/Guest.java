package io.longwire.ws.examples.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longwire.ws.Closed;
import io.longwire.ws.Initiator;
import io.longwire.ws.testkit.Action;
import io.longwire.ws.testkit.ManualLoop;
import io.longwire.ws.testkit.RecordingWebSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Somebody at the other end of a handler: says things, and keeps what it was told. */
final class Guest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RecordingWebSocket socket = new RecordingWebSocket(new ManualLoop());
    private final ChatHandler handler;

    Guest(Rooms rooms, Function<String, FakeTopic> topics, String room) {
        handler = new ChatHandler(rooms, topics::apply, room);
        handler.onOpen(socket);
    }

    RecordingWebSocket socket() {
        return socket;
    }

    /** Sends JSON that is written with single quotes. */
    Guest says(String json) {
        handler.onText(socket, json.replace('\'', '"'));
        return this;
    }

    Guest hello(String name) {
        return says("{'type':'hello','name':'" + name + "'}");
    }

    Guest hello(String name, String key) {
        return says("{'type':'hello','name':'" + name + "','key':'" + key + "'}");
    }

    Guest helloSince(String name, String since) {
        return says("{'type':'hello','name':'" + name + "','since':'" + since + "'}");
    }

    void goes() {
        handler.onClose(socket, new Closed(1001, "", Initiator.PEER, null));
    }

    /** What it was told since the last call, closing included. */
    List<JsonNode> told() {
        List<JsonNode> told = new ArrayList<>();
        for (Action action : socket.takeActions()) {
            if (action instanceof Action.Text text) {
                told.add(json(text.text()));
            } else if (action instanceof Action.Prepared prepared) {
                told.add(json(StandardCharsets.UTF_8
                        .decode(prepared.message().payload())
                        .toString()));
            } else if (action instanceof Action.Close close) {
                told.add(JSON.createObjectNode()
                        .put("type", "(close " + close.reason().code() + ")"));
            } else {
                throw new AssertionError("unexpected " + action);
            }
        }
        return told;
    }

    /** The types of what it was told since the last call. */
    List<String> types() {
        return told().stream().map(m -> m.get("type").asText()).toList();
    }

    /** The one message that it was told since the last call. */
    JsonNode toldOnce() {
        List<JsonNode> told = told();
        if (told.size() != 1) {
            throw new AssertionError("expected one message, not " + told);
        }
        return told.get(0);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
