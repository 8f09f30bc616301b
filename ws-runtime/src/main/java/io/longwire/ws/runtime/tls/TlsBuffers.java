package io.longwire.ws.runtime.tls;

import io.longwire.ws.codec.Blocks;
import java.nio.ByteBuffer;

/**
 * The memory for TLS of one loop: two buffers that all its wires use in turn, and blocks for what must wait. Loop only.
 *
 * <p>Neither buffer is in use when a wire's method returns, so no wire ever finds another's bytes in it.
 */
public final class TlsBuffers {
    /** Several records of 16 KiB (RFC 8446, 5.1), so that they are delivered, and leave, together. */
    private static final int SIZE = 128 * 1024;

    static final ByteBuffer EMPTY = ByteBuffer.allocate(0).asReadOnlyBuffer();

    final Blocks blocks;

    /** What was decrypted, until the receiver has had it. */
    final ByteBuffer plain;

    /** What was encrypted, until the socket has had it. */
    final ByteBuffer sealed;

    private final ByteBuffer[] pair = {EMPTY, EMPTY};

    /** @param blocks the loop's */
    public TlsBuffers(Blocks blocks) {
        this.blocks = blocks;
        this.plain = blocks.take(SIZE);
        this.sealed = blocks.take(SIZE);
    }

    /** The one array of sources for a call of the engine. */
    ByteBuffer[] pair(ByteBuffer head, ByteBuffer body) {
        pair[0] = head;
        pair[1] = body;
        return pair;
    }

    /** What remains, followed by more, in a block of its own. The block that was is given back. */
    ByteBuffer join(ByteBuffer before, ByteBuffer more) {
        ByteBuffer block = blocks.take(before.remaining() + more.remaining());
        block.put(before).put(more).flip();
        give(before);
        return block;
    }

    void give(ByteBuffer block) {
        if (block.capacity() > 0) {
            blocks.give(block);
        }
    }
}
