package io.longwire.ws.conformance.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longwire.ws.Closed;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketClient;
import io.longwire.ws.WebSocketHandler;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The DevTools Protocol over our own client: numbered commands, their answers, and events of pages. */
public final class DevTools implements WebSocketHandler, AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    private final WebSocketClient client;
    private final WebSocket socket;
    private volatile @Nullable Closed closed;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final Map<String, Consumer<JsonNode>> pages = new ConcurrentHashMap<>();

    /** Connects to a browser with our client on a transport. */
    public DevTools(URI uri, String transport) throws Exception {
        // A screenshot is one message of some hundred KiB; what pages hear comes as an event, and may compress well.
        client = WebSocketClient.builder()
                .transport(transport)
                .set("ws.limits.message", "64 MiB")
                .set("ws.limits.inflate-ratio", 0)
                .build();
        try {
            socket = client.connect(uri, this).toCompletableFuture().get(Chromium.DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            client.close();
            throw e;
        }
    }

    /** A page of its own browser context: no storage is shared with another. */
    public Tab open() {
        String context = call("Target.createBrowserContext", "", JSON.createObjectNode())
                .get("browserContextId")
                .asText();
        String target = call(
                        "Target.createTarget",
                        "",
                        JSON.createObjectNode().put("url", "about:blank").put("browserContextId", context))
                .get("targetId")
                .asText();
        String session = call(
                        "Target.attachToTarget",
                        "",
                        JSON.createObjectNode().put("targetId", target).put("flatten", true))
                .get("sessionId")
                .asText();
        Tab tab = new Tab(this, session);
        pages.put(session, tab::happened);
        tab.enable();
        return tab;
    }

    /** Sends a command, to the browser or to the page of a session, and waits for its result. */
    JsonNode call(String method, String session, ObjectNode parameters) {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        ObjectNode command = JSON.createObjectNode().put("id", id).put("method", method);
        command.set("params", parameters);
        if (!session.isEmpty()) {
            command.put("sessionId", session);
        }
        if (!socket.sendText(command.toString())) {
            throw new AssertionError(method + ": the browser is gone: " + closed);
        }
        try {
            return answer.get(Chromium.DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(method + " " + parameters, e);
        }
    }

    @Override
    public void onText(WebSocket from, String text) {
        JsonNode message;
        try {
            message = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
        if (message.has("id")) {
            CompletableFuture<JsonNode> answer =
                    waiting.remove(message.get("id").asInt());
            if (message.has("error")) {
                answer.completeExceptionally(
                        new IOException(message.get("error").toString()));
            } else {
                answer.complete(message.get("result"));
            }
        } else {
            Consumer<JsonNode> page = pages.get(message.path("sessionId").asText());
            if (page != null) {
                page.accept(message);
            }
        }
    }

    @Override
    public void onClose(WebSocket from, Closed how) {
        closed = how;
        waiting.values()
                .forEach(answer -> answer.completeExceptionally(new IOException("the browser is gone: " + how)));
    }

    @Override
    public void close() {
        client.close();
    }
}
