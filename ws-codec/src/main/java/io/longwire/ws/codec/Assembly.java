package io.longwire.ws.codec;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** How a block grows while a message is put together in it. */
final class Assembly {
    private static final int SMALLEST = 1024;

    private Assembly() {}

    /**
     * A block with room for more, the bytes so far at its begin and its position after them.
     *
     * @param block the bytes so far, or null when there are none yet; given back when another takes its place
     * @param more how many bytes have come now
     * @param rest how many bytes are announced to follow; never believed beyond four times what came
     * @param open whether more may follow that was not announced
     * @param max the most the message may have, at least what it has with {@code more}
     */
    static ByteBuffer room(Blocks blocks, @Nullable ByteBuffer block, int more, long rest, boolean open, long max) {
        if (block != null && block.remaining() >= more) {
            return block;
        }
        long have = (block == null ? 0 : block.position()) + (long) more;
        long size = rest > 3 * have ? Math.max(4 * have, SMALLEST) : have + rest;
        if (open) {
            // In exact steps a message would be copied once per fragment.
            size = Math.max(size, Math.max(2 * have, SMALLEST));
        }
        ByteBuffer bigger = blocks.take((int) Math.min(size, max));
        if (block != null) {
            bigger.put(block.flip());
            blocks.give(block);
        }
        return bigger;
    }
}
