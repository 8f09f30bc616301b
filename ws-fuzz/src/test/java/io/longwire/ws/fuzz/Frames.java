package io.longwire.ws.fuzz;

import io.longwire.ws.codec.Role;
import java.util.Arrays;

/** Writes frames, in their shortest form; a client's are masked. */
final class Frames {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private final boolean masked;
    private byte[] bytes = new byte[1024];
    private int length;
    private int key = 0x12345678;

    /** @param reader the role of the end that reads them */
    Frames(Role reader) {
        this.masked = reader == Role.SERVER;
    }

    Frames add(boolean fin, boolean rsv1, int opcode, byte[] payload) {
        int size = payload.length;
        if (bytes.length - length < size + 8) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length + size);
        }
        int mask = masked ? 0x80 : 0;
        put((fin ? 0x80 : 0) | (rsv1 ? 0x40 : 0) | opcode);
        if (size < 126) {
            put(mask | size);
        } else {
            Law.holds(size < 1 << 16, "frames of a fuzz test are small");
            put(mask | 126);
            put(size >> 8);
            put(size);
        }
        if (masked) {
            key = key * 0x41C64E6D + 0x3039;
            for (int shift = 24; shift >= 0; shift -= 8) {
                put(key >>> shift);
            }
        }
        for (int i = 0; i < size; i++) {
            put(masked ? payload[i] ^ key >>> 24 - (i & 3) * 8 : payload[i]);
        }
        return this;
    }

    private void put(int next) {
        bytes[length++] = (byte) next;
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }
}
