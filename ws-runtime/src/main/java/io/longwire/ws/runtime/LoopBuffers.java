package io.longwire.ws.runtime;

import io.longwire.ws.codec.Blocks;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one loop. All of it is direct: a byte loop that meets direct and heap buffers in turn is a fifth slower.
 *
 * <p>The cork is the one buffer in which frames gather until they leave in one system call. It is lent to one connection at a
 * time; who takes it first writes out what another left in it, or a peer would get another's messages.
 */
final class LoopBuffers implements Blocks {
    /** One that may have left bytes in the cork. */
    interface Taker {
        /** Writes out what this one left in the cork, and leaves it empty. */
        void writeCork();
    }

    static final int CORK = 64 * 1024;

    private static final int SMALLEST_SHIFT = 10;
    private static final int LARGEST_SHIFT = 21;
    /** What a loop keeps for later at most, in each size class. */
    private static final int KEPT_PER_CLASS = 4 * 1024 * 1024;

    private final ByteBuffer cork = ByteBuffer.allocateDirect(CORK);
    private final @Nullable ArrayDeque<ByteBuffer>[] spare = newSpare();
    private @Nullable Taker owner;
    private int lent;

    /** The cork, empty or holding what this taker put in it before. */
    ByteBuffer cork(Taker taker) {
        Taker before = owner;
        if (before != taker) {
            if (before != null) {
                before.writeCork();
            }
            owner = taker;
        }
        return cork;
    }

    boolean isOwner(Taker taker) {
        return owner == taker;
    }

    /** The taker has ended: what it left in the cork goes to nobody. */
    void forget(Taker taker) {
        if (owner == taker) {
            owner = null;
            cork.clear();
        }
    }

    @Override
    public ByteBuffer take(int atLeast) {
        lent++;
        int shift = shift(atLeast);
        if (shift > LARGEST_SHIFT) {
            return ByteBuffer.allocateDirect(atLeast);
        }
        ArrayDeque<ByteBuffer> blocks = spare[shift - SMALLEST_SHIFT];
        ByteBuffer block = blocks == null ? null : blocks.pollLast();
        return block != null ? block.order(ByteOrder.BIG_ENDIAN) : ByteBuffer.allocateDirect(1 << shift);
    }

    @Override
    public void give(ByteBuffer block) {
        lent--;
        int capacity = block.capacity();
        int shift = shift(capacity);
        if (shift > LARGEST_SHIFT || capacity != 1 << shift) {
            return;
        }
        ArrayDeque<ByteBuffer> blocks = spare[shift - SMALLEST_SHIFT];
        if (blocks == null) {
            blocks = new ArrayDeque<>();
            spare[shift - SMALLEST_SHIFT] = blocks;
        }
        if (blocks.size() < KEPT_PER_CLASS >> shift) {
            blocks.addLast(block.clear());
        }
    }

    /** Blocks that were taken and not given back. */
    int lent() {
        return lent;
    }

    private static int shift(int size) {
        return Math.max(SMALLEST_SHIFT, 32 - Integer.numberOfLeadingZeros(Math.max(size, 1) - 1));
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
    private static @Nullable ArrayDeque<ByteBuffer>[] newSpare() {
        return new ArrayDeque[LARGEST_SHIFT - SMALLEST_SHIFT + 1];
    }
}
