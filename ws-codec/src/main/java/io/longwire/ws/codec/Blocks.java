package io.longwire.ws.codec;

import java.nio.ByteBuffer;

/** Memory for what must be put together from several reads. The engine keeps a pool per loop. Loop only. */
public interface Blocks {
    /** Blocks from the heap, left to the garbage collector. */
    Blocks HEAP = new Blocks() {
        @Override
        public ByteBuffer take(int atLeast) {
            return ByteBuffer.allocate(atLeast);
        }

        @Override
        public void give(ByteBuffer block) {}
    };

    /**
     * A block.
     *
     * @param atLeast how many bytes it must hold. It may hold more, but who promises to retain little memory for a peer that
     *     sent little keeps close to it
     * @return big endian, position 0, limit at its capacity
     */
    ByteBuffer take(int atLeast);

    /** Takes a block back, once. Its position, limit and order are whatever they are. */
    void give(ByteBuffer block);
}
