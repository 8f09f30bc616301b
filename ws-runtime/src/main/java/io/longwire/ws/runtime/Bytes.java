package io.longwire.ws.runtime;

import java.nio.ByteBuffer;

/** Bytes that are kept beyond the call they came with. */
final class Bytes {
    private Bytes() {}

    /** A copy of what is borrowed; its position is left alone. */
    static ByteBuffer copy(ByteBuffer borrowed) {
        return ByteBuffer.allocate(borrowed.remaining())
                .put(borrowed.duplicate())
                .flip();
    }
}
