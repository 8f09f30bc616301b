package io.longwire.ws.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.MessageKind;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Writes down all that a protocol tells, one line each. Parts are joined, so a message told in parts reads like one told whole,
 * and parts of a message that never ends leave no line.
 *
 * <p>It treats every buffer as badly as it may: bytes are overwritten, position, limit and order left wherever.
 */
public class EventLog implements ProtocolEvents {
    private final List<String> lines = new ArrayList<>();
    private @Nullable ByteArrayOutputStream parts;
    private long emptyParts;

    public List<String> lines() {
        return lines;
    }

    /** Forgets all lines and the parts of a message that has not ended. */
    public void clear() {
        lines.clear();
        parts = null;
    }

    /** Parts without bytes that were not the last one. */
    long emptyParts() {
        return emptyParts;
    }

    @Override
    public void onMessage(MessageKind kind, ByteBuffer payload, boolean ascii) {
        if (kind == MessageKind.TEXT) {
            assertThat(ascii).isEqualTo(isAscii(payload));
        }
        lines.add(event(kind.name().toLowerCase(Locale.ROOT), payload));
        spoil(payload);
    }

    @Override
    public void onPart(MessageKind kind, ByteBuffer payload, boolean last) {
        if (parts == null) {
            parts = new ByteArrayOutputStream();
        }
        if (!payload.hasRemaining() && !last) {
            emptyParts++;
        }
        parts.writeBytes(copy(payload));
        spoil(payload);
        if (last) {
            lines.add(event(kind.name().toLowerCase(Locale.ROOT), ByteBuffer.wrap(parts.toByteArray())));
            parts = null;
        }
    }

    @Override
    public void onPing(ByteBuffer payload) {
        lines.add(event("ping", payload));
        spoil(payload);
    }

    @Override
    public void onPong(ByteBuffer payload) {
        lines.add(event("pong", payload));
        spoil(payload);
    }

    @Override
    public void control(ControlFrame kind, ByteBuffer payload) {
        lines.add(sent(kind, payload));
        // The same bytes are told by onPing: what a session may do here is to move the position.
        payload.limit(payload.capacity()).position(payload.capacity()).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void onCloseReceived(int code, String text) {
        lines.add(closed(code, text));
    }

    @Override
    public void onViolation(Violation violation) {
        lines.add(violation(violation));
    }

    /** Something with a payload came. */
    public static String event(String name, ByteBuffer payload) {
        return name + " " + payload(payload);
    }

    /** A control frame is to be sent. */
    public static String sent(ControlFrame kind, ByteBuffer payload) {
        return "> " + kind + " " + payload(payload);
    }

    /** The peer's Close came. */
    public static String closed(int code, String text) {
        return "closed " + code + " " + text;
    }

    /** The peer broke a rule. */
    public static String violation(Violation violation) {
        return "! " + violation;
    }

    private static String payload(ByteBuffer payload) {
        byte[] bytes = copy(payload);
        if (bytes.length <= 200) {
            return HexFormat.of().formatHex(bytes);
        }
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return bytes.length + " bytes, sum " + sum.getValue();
    }

    private static boolean isAscii(ByteBuffer payload) {
        for (byte b : copy(payload)) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    private static byte[] copy(ByteBuffer payload) {
        byte[] bytes = new byte[payload.remaining()];
        payload.get(payload.position(), bytes);
        return bytes;
    }

    private static void spoil(ByteBuffer payload) {
        for (int i = payload.position(); i < payload.limit(); i++) {
            payload.put(i, (byte) 0xEE);
        }
        payload.limit(payload.capacity()).position(payload.capacity() / 2).order(ByteOrder.LITTLE_ENDIAN);
    }
}
