package io.longwire.ws.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Blocks that know what is out, and whose memory is never zero. */
final class CountingBlocks implements Blocks {
    private final Set<ByteBuffer> out = Collections.newSetFromMap(new IdentityHashMap<>());
    private long retained;
    private long largest;
    private long taken;

    @Override
    public ByteBuffer take(int atLeast) {
        ByteBuffer block = ByteBuffer.allocate(atLeast);
        Arrays.fill(block.array(), (byte) 0xDD);
        out.add(block);
        retained += atLeast;
        largest = Math.max(largest, atLeast);
        taken++;
        return block;
    }

    @Override
    public void give(ByteBuffer block) {
        if (!out.remove(block)) {
            throw new IllegalStateException("given back twice, or never taken");
        }
        retained -= block.capacity();
        block.clear().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The bytes in blocks that were not given back. */
    long retained() {
        return retained;
    }

    /** The size of the largest block so far. */
    long largest() {
        return largest;
    }

    /** How many blocks were taken so far. */
    long taken() {
        return taken;
    }
}
