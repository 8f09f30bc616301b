package io.longwire.ws.examples.raw;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A frame as a server sent it (RFC 6455, 5.2), right or wrong.
 *
 * @param first FIN, the reserved bits and the opcode
 * @param masked whether it was masked; the payload is as it came
 */
@SuppressWarnings("ArrayRecordComponent")
public record Frame(int first, boolean masked, byte[] payload) {
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;

    /** Past this a server's frame is taken for a wrong length. */
    private static final long MOST = 64 << 20;

    public int opcode() {
        return first & 0xf;
    }

    public boolean fin() {
        return (first & 0x80) != 0;
    }

    /** RSV1 to RSV3, as a number of three bits. */
    public int rsv() {
        return first >> 4 & 7;
    }

    /** The next frame; null at the end of the stream between two frames. */
    static @Nullable Frame read(DataInputStream in) throws IOException {
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
        boolean masked = second > 0x7f;
        if (masked) {
            in.readInt();
        }
        if (length < 0 || length > MOST) {
            throw new IOException("a frame of " + Long.toUnsignedString(length) + " bytes");
        }
        byte[] payload = in.readNBytes((int) length);
        if (payload.length < length) {
            throw new EOFException("the stream ended inside a frame");
        }
        return new Frame(first, masked, payload);
    }
}
