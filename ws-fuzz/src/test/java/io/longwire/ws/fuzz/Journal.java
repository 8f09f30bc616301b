package io.longwire.ws.fuzz;

import io.longwire.ws.MessageKind;
import io.longwire.ws.codec.ControlFrame;
import io.longwire.ws.codec.ProtocolEvents;
import io.longwire.ws.codec.Violation;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Writes down what a protocol tells and sees to it that it is told in a legal order. Parts are joined, so that a message in parts
 * reads like one that is whole.
 */
final class Journal implements ProtocolEvents {
    private static final int READABLE = 200;

    private final long maxMessage;
    private final StringBuilder lines = new StringBuilder();
    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
    private byte[] pong = {};
    private boolean pongSent;
    private boolean closeSent;
    private boolean ended;

    Journal(long maxMessage) {
        this.maxMessage = maxMessage;
    }

    /** Whether the peer's Close came, or a violation. */
    boolean ended() {
        return ended;
    }

    @Override
    public String toString() {
        return lines.toString();
    }

    /** What was told since the last call. */
    String take() {
        String told = lines.toString();
        lines.setLength(0);
        return told;
    }

    @Override
    public void onMessage(MessageKind kind, ByteBuffer payload, boolean ascii) {
        byte[] bytes = copy(payload);
        if (kind == MessageKind.TEXT) {
            Law.holds(ascii == isAscii(bytes), "whether a text is ASCII");
        }
        message(kind, bytes);
        spoil(payload);
    }

    @Override
    public void onPart(MessageKind kind, ByteBuffer payload, boolean last) {
        open();
        Law.holds(last || payload.hasRemaining(), "no part is empty but the last");
        parts.writeBytes(copy(payload));
        Law.holds(parts.size() <= maxMessage, "the limit of a message in parts");
        spoil(payload);
        if (last) {
            message(kind, parts.toByteArray());
            parts.reset();
        } else if (kind == MessageKind.TEXT) {
            Law.holds(StrictUtf8.mayBecomeText(parts.toByteArray(), parts.size()), "a part of a text");
        }
    }

    private void message(MessageKind kind, byte[] bytes) {
        open();
        Law.holds(bytes.length <= maxMessage, "the limit of a message");
        Law.holds(kind != MessageKind.TEXT || StrictUtf8.isText(bytes), "text is UTF-8");
        line(kind == MessageKind.TEXT ? "text" : "binary", bytes);
    }

    @Override
    public void onPing(ByteBuffer payload) {
        Law.holds(pongSent && Arrays.equals(pong, copy(payload)), "a ping is answered with its payload");
        pongSent = false;
        spoil(payload);
    }

    @Override
    public void onPong(ByteBuffer payload) {
        open();
        line("pong", copy(payload));
        spoil(payload);
    }

    @Override
    public void control(ControlFrame kind, ByteBuffer payload) {
        open();
        Law.holds(!closeSent, "nothing is sent after a Close");
        Law.holds(payload.remaining() <= ControlFrame.MAX_PAYLOAD, "the payload of a control frame");
        if (kind == ControlFrame.PONG) {
            pong = copy(payload);
            pongSent = true;
        } else {
            Law.holds(kind == ControlFrame.CLOSE, "a protocol sends no pings");
            closeSent = true;
        }
        line("> " + kind, copy(payload));
        payload.limit(payload.capacity()).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void onCloseReceived(int code, String text) {
        open();
        Law.holds(closeSent, "a Close is answered");
        ended = true;
        line("closed " + code, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void onViolation(Violation violation) {
        open();
        Law.holds(closeSent, "who breaks a rule is told");
        ended = true;
        line("! " + violation, new byte[0]);
    }

    private void open() {
        Law.holds(!ended, "nothing is told after the end");
        Law.holds(!pongSent, "a ping is told right after its pong");
    }

    private void line(String event, byte[] payload) {
        lines.append(event).append(' ').append(shown(payload)).append('\n');
    }

    /** In hex, or, as most time went into that, with a character for each byte when there are many. */
    static String shown(byte[] payload) {
        return payload.length <= READABLE
                ? HexFormat.of().formatHex(payload)
                : new String(payload, StandardCharsets.ISO_8859_1);
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
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

    /** A borrowed buffer may be changed. */
    private static void spoil(ByteBuffer payload) {
        for (int i = payload.position(); i < payload.limit(); i++) {
            payload.put(i, (byte) 0xEE);
        }
        payload.limit(payload.capacity()).position(payload.capacity()).order(ByteOrder.LITTLE_ENDIAN);
    }
}
