package io.longwire.ws.broadcast;

import io.longwire.ws.Message;
import io.longwire.ws.MessageKind;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What nodes send each other: one byte for what it is, texts with their length before them, and the rest.
 *
 * @param except the connection that does not get it; empty for none
 */
record Envelope(TopicEvent event, String except) {
    private static final byte TEXT = 0;
    private static final byte BINARY = 1;
    private static final byte JOINED = 2;
    private static final byte LEFT = 3;

    static ByteBuffer of(Message message, String except) {
        byte[] exceptBytes = bytes(except);
        byte[] key = bytes(message.conflationKey().map(Object::toString).orElse(""));
        ByteBuffer out = ByteBuffer.allocate(1 + 2 * Integer.BYTES + exceptBytes.length + key.length + message.size());
        out.put(message.kind() == MessageKind.TEXT ? TEXT : BINARY);
        put(out, exceptBytes);
        put(out, key);
        return out.put(message.payload()).flip().asReadOnlyBuffer();
    }

    static ByteBuffer of(Present member, boolean joined) {
        byte[] connection = bytes(member.connection());
        byte[] user = bytes(member.user());
        byte[] info = bytes(member.info());
        ByteBuffer out = ByteBuffer.allocate(1 + 3 * Integer.BYTES + connection.length + user.length + info.length);
        out.put(joined ? JOINED : LEFT);
        put(out, connection);
        put(out, user);
        put(out, info);
        return out.flip().asReadOnlyBuffer();
    }

    /** Empty for what is none: whoever can write to the store can write anything. */
    static Optional<Envelope> read(ByteBuffer data, Position position) {
        ByteBuffer in = data.duplicate();
        try {
            byte kind = in.get();
            switch (kind) {
                case TEXT, BINARY -> {
                    String except = text(in);
                    String key = text(in);
                    Message message = kind == TEXT ? Message.utf8(in) : Message.binary(in);
                    return Optional.of(new Envelope(
                            new Publication(position, key.isEmpty() ? message : message.conflatedBy(key)), except));
                }
                case JOINED, LEFT -> {
                    var member = new Present(text(in), text(in), text(in));
                    return Optional.of(new Envelope(
                            kind == JOINED ? new TopicEvent.Joined(member) : new TopicEvent.Left(member), ""));
                }
                default -> {
                    return Optional.empty();
                }
            }
        } catch (BufferUnderflowException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    @Nullable
    Publication publication() {
        return event instanceof Publication publication ? publication : null;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static void put(ByteBuffer out, byte[] text) {
        out.putInt(text.length).put(text);
    }

    static String text(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("a length of " + length);
        }
        ByteBuffer text = in.slice(in.position(), length);
        in.position(in.position() + length);
        return StandardCharsets.UTF_8.decode(text).toString();
    }
}
