package io.longwire.ws.testkit;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;

/** Bytes to send, in every kind of buffer that a writer may have. */
final class Payloads {
    static final int BIG = 8 * 1024 * 1024;

    private Payloads() {}

    static byte[] random(int size, long seed) {
        byte[] bytes = new byte[size];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }

    static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    /** Equal contents: direct, on the heap with an offset, and read-only. */
    static List<ByteBuffer> kinds(byte[] bytes) {
        ByteBuffer offset = ByteBuffer.allocate(bytes.length + 7)
                .position(7)
                .put(bytes)
                .position(7)
                .slice();
        return List.of(direct(bytes), offset, ByteBuffer.wrap(bytes.clone()).asReadOnlyBuffer());
    }
}
