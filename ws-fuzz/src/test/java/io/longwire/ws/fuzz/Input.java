package io.longwire.ws.fuzz;

import java.util.Arrays;

/** What a target is given: some bytes that choose how it runs, then the bytes under test. A byte that is missing is 0. */
final class Input {
    private final byte[] bytes;
    private int at;

    Input(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The next byte, 0 to 255. */
    int next() {
        return at < bytes.length ? bytes[at++] & 0xFF : 0;
    }

    /** So many bytes, or as many as there are. */
    byte[] next(int count) {
        int end = Math.min(bytes.length, at + count);
        byte[] taken = Arrays.copyOfRange(bytes, at, end);
        at = end;
        return taken;
    }

    byte[] rest() {
        return next(bytes.length - at);
    }

    boolean isEmpty() {
        return at == bytes.length;
    }

    /** Cuts that the next two bytes choose. */
    Cuts cuts() {
        return new Cuts(next() << 8 | next());
    }
}
