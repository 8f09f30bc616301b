package io.longwire.ws.examples.chat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.longwire.ws.broadcast.Position;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a client sent: one flat JSON object, nothing before or after it, no name twice. Unknown names are ignored. */
final class ChatReader {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{16,64}");
    private static final Pattern SINCE = Pattern.compile("[0-9]{1,18}\\.[A-Za-z0-9_-]{1,64}\\.[A-Za-z0-9_-]{0,32}");
    private static final Pattern REF = Pattern.compile("[A-Za-z0-9_-]{1,40}");

    private final Map<String, Object> fields = new HashMap<>();

    private ChatReader() {}

    static ClientMessage read(String json) throws BadMessage {
        ChatReader reader = new ChatReader();
        reader.parse(json);
        String type = reader.text("type");
        return switch (type) {
            case "hello" -> reader.hello();
            case "say" -> new ClientMessage.Say(reader.text("text"), reader.token("ref", REF));
            case "rename" -> new ClientMessage.Rename(reader.text("name"));
            case "ping" -> new ClientMessage.Ping(reader.number("n"));
            default -> throw new BadMessage("unknown type");
        };
    }

    private ClientMessage hello() throws BadMessage {
        String since = token("since", SINCE);
        return new ClientMessage.Hello(
                text("name"),
                token("key", KEY),
                since == null ? null : Position.of(since).orElse(null));
    }

    private void parse(String json) throws BadMessage {
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new BadMessage("not a JSON object");
            }
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                if (value == JsonToken.VALUE_STRING) {
                    fields.put(name, parser.getText());
                } else if (value == JsonToken.VALUE_NUMBER_INT) {
                    fields.put(name, parser.getLongValue());
                } else if (value.isStructStart()) {
                    throw new BadMessage("a message is a flat object");
                }
            }
            if (parser.nextToken() != null) {
                throw new BadMessage("more than one JSON value");
            }
        } catch (IOException e) {
            // Its text quotes the peer's, so it goes no further.
            throw new BadMessage("not well-formed JSON");
        }
    }

    private String text(String name) throws BadMessage {
        if (fields.get(name) instanceof String text) {
            return text;
        }
        throw new BadMessage("\"" + name + "\" must be a text");
    }

    private long number(String name) throws BadMessage {
        if (fields.get(name) instanceof Long number) {
            return number;
        }
        throw new BadMessage("\"" + name + "\" must be a whole number");
    }

    private @Nullable String token(String name, Pattern form) throws BadMessage {
        if (!fields.containsKey(name)) {
            return null;
        }
        String text = text(name);
        if (!form.matcher(text).matches()) {
            throw new BadMessage("\"" + name + "\" has the wrong form");
        }
        return text;
    }
}
