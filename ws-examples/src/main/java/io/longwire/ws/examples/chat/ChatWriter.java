package io.longwire.ws.examples.chat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.longwire.ws.Message;
import io.longwire.ws.broadcast.Publication;
import io.longwire.ws.broadcast.TopicEvent;
import io.longwire.ws.broadcast.Verdict;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Writes what the server says. */
final class ChatWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private ChatWriter() {}

    static String welcome(Member you, String room, String epoch, Collection<Member> members, Collection<Line> recent) {
        return write("welcome", json -> {
            json.writeStringField("you", you.id());
            json.writeStringField("name", you.name());
            json.writeStringField("room", room);
            json.writeStringField("epoch", epoch);
            json.writeArrayFieldStart("members");
            for (Member member : members) {
                json.writeStartObject();
                person(json, member);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("recent");
            for (Line line : recent) {
                json.writeRawValue("{" + numbered(line) + "}");
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

    /** How what happens in a room's topic looks to a page. */
    static @Nullable Message event(TopicEvent event) {
        if (event instanceof Publication said) {
            Line line = Line.of(said.position().offset(), said.message());
            return Message.text("{\"type\":\"said\"," + numbered(line) + "}");
        } else if (event instanceof Verdict.Gap gap) {
            return Message.text(write("gap", json -> {
                json.writeStringField("epoch", gap.at().epoch());
                json.writeNumberField("id", gap.at().offset());
            }));
        }
        return null;
    }

    /** What is kept of a line: the inside of a JSON object, to which its number comes when it has one. */
    static String line(Member member, String text, long time, @Nullable String ref) {
        String object = object(json -> {
            json.writeStringField("from", member.id());
            json.writeStringField("name", member.name());
            json.writeStringField("text", text);
            json.writeNumberField("time", time);
            if (ref != null) {
                json.writeStringField("ref", ref);
            }
        });
        return object.substring(1, object.length() - 1);
    }

    private static String numbered(Line line) {
        return "\"id\":" + line.id() + "," + line.fields();
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

    private interface Body {
        void writeTo(JsonGenerator json) throws IOException;
    }

    private static String write(String type, Body body) {
        return object(json -> {
            json.writeStringField("type", type);
            body.writeTo(json);
        });
    }

    private static String object(Body body) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            body.writeTo(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }
}
