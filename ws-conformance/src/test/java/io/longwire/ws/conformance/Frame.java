package io.longwire.ws.conformance;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * One frame (RFC 6455, 5.2), right or wrong: this form knows nothing of the code under test.
 *
 * @param first FIN, the reserved bits and the opcode
 * @param masked whether it was, or is to be, masked
 * @param payload without the mask
 */
@SuppressWarnings("ArrayRecordComponent")
public record Frame(int first, boolean masked, byte[] payload) {
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;

    private static final int KEY = 0x37fa213d;

    public static Frame text(String text) {
        return of(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    public static Frame binary(byte... payload) {
        return of(BINARY, payload);
    }

    public static Frame ping(String payload) {
        return of(PING, payload.getBytes(StandardCharsets.UTF_8));
    }

    public static Frame pong(String payload) {
        return of(PONG, payload.getBytes(StandardCharsets.UTF_8));
    }

    public static Frame close(int code, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer body = ByteBuffer.allocate(2 + utf8.length);
        return of(CLOSE, body.putShort((short) code).put(utf8).array());
    }

    /** A whole message or control frame; {@link RawPeer} masks it if its role demands that. */
    public static Frame of(int opcode, byte[] payload) {
        return new Frame(0x80 | opcode, false, payload);
    }

    /** The same without FIN. */
    public Frame more() {
        return new Frame(first & 0x7f, masked, payload);
    }

    public Frame masked(boolean now) {
        return new Frame(first, now, payload);
    }

    public int opcode() {
        return first & 0xf;
    }

    public boolean fin() {
        return (first & 0x80) != 0;
    }

    public int rsv() {
        return first >> 4 & 7;
    }

    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    /** The code of a Close frame; 1005 when it has none. */
    public int closeCode() {
        return payload.length == 0 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xffff;
    }

    /** The text of a Close frame. */
    public String closeText() {
        return new String(
                payload, Math.min(2, payload.length), Math.max(0, payload.length - 2), StandardCharsets.UTF_8);
    }

    public byte[] bytes() {
        ByteBuffer out = ByteBuffer.allocate(14 + payload.length).put((byte) first);
        int mask = masked ? 0x80 : 0;
        if (payload.length > 0xffff) {
            out.put((byte) (mask | 127)).putLong(payload.length);
        } else if (payload.length > 125) {
            out.put((byte) (mask | 126)).putShort((short) payload.length);
        } else {
            out.put((byte) (mask | payload.length));
        }
        if (masked) {
            out.putInt(KEY);
        }
        out.put(masked ? xor(payload, KEY) : payload);
        return Arrays.copyOf(out.array(), out.position());
    }

    /** The next frame; null at the end of the stream between two frames. */
    public static @Nullable Frame read(DataInputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            return null;
        }
        int second = in.readUnsignedByte();
        long length = second & 0x7f;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        boolean masked = (second & 0x80) != 0;
        int key = masked ? in.readInt() : 0;
        byte[] payload = in.readNBytes(Math.toIntExact(length));
        if (payload.length < length) {
            throw new EOFException("the stream ended inside a frame");
        }
        return new Frame(first, masked, masked ? xor(payload, key) : payload);
    }

    private static byte[] xor(byte[] bytes, int key) {
        byte[] result = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            result[i] = (byte) (bytes[i] ^ key >> 24 - 8 * (i & 3));
        }
        return result;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Frame that
                && first == that.first
                && masked == that.masked
                && Arrays.equals(payload, that.payload);
    }

    @Override
    public int hashCode() {
        return 31 * first + Arrays.hashCode(payload);
    }

    @Override
    public String toString() {
        String start = HexFormat.of().formatHex(payload, 0, Math.min(40, payload.length));
        return "Frame[%02x%s, %d bytes: %s]".formatted(first, masked ? " masked" : "", payload.length, start);
    }
}
