package io.longwire.ws.examples.chat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Writes what the server says. */
final class ChatWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private ChatWriter() {}

    static String welcome(Member you, Room room, Collection<Member> members, Collection<Line> recent) {
        return write("welcome", json -> {
            json.writeStringField("you", you.id());
            json.writeStringField("name", you.name());
            json.writeStringField("room", room.name());
            json.writeStringField("epoch", room.epoch());
            json.writeArrayFieldStart("members");
            for (Member member : members) {
                json.writeStartObject();
                person(json, member);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("recent");
            for (Line line : recent) {
                json.writeStartObject();
                line(json, line);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    static String joined(Member member) {
        return write("joined", json -> person(json, member));
    }

    static String renamed(Member member) {
        return write("renamed", json -> person(json, member));
    }

    static String left(Member member) {
        return write("left", json -> json.writeStringField("id", member.id()));
    }

    static String said(Line line) {
        return write("said", json -> line(json, line));
    }

    static String known(String ref, long id) {
        return write("known", json -> {
            json.writeStringField("ref", ref);
            json.writeNumberField("id", id);
        });
    }

    static String pong(long n) {
        return write("pong", json -> json.writeNumberField("n", n));
    }

    static String error(Refused refused, @Nullable String ref) {
        return write("error", json -> {
            json.writeStringField("code", refused.reason().code());
            json.writeStringField("text", refused.reason().sentence());
            if (ref != null) {
                json.writeStringField("ref", ref);
            }
            if (refused.waitMillis() > 0) {
                json.writeNumberField("wait", refused.waitMillis());
            }
        });
    }

    private static void person(JsonGenerator json, Member member) throws IOException {
        json.writeStringField("id", member.id());
        json.writeStringField("name", member.name());
    }

    private static void line(JsonGenerator json, Line line) throws IOException {
        json.writeNumberField("id", line.id());
        json.writeStringField("from", line.from());
        json.writeStringField("name", line.name());
        json.writeStringField("text", line.text());
        json.writeNumberField("time", line.time());
        if (line.ref() != null) {
            json.writeStringField("ref", line.ref());
        }
    }

    private interface Body {
        void writeTo(JsonGenerator json) throws IOException;
    }

    private static String write(String type, Body body) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("type", type);
            body.writeTo(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }
}
