package io.longwire.ws.fuzz;

import io.longwire.ws.codec.Blocks;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Blocks that are counted: what is out never exceeds four times what came and 16 KiB, and all of it comes back. */
final class Ledger implements Blocks {
    private static final int SPARE = 16 * 1024;

    private final long decoded;
    private long received;
    private long out;

    /** @param decoded how much more than what came an extension may make of it */
    Ledger(long decoded) {
        this.decoded = decoded;
    }

    void received(int bytes) {
        received += bytes;
    }

    void assertNothingIsOut() {
        Law.holds(out == 0, "every block is given back");
    }

    @Override
    public ByteBuffer take(int atLeast) {
        out += atLeast;
        Law.holds(out <= 4 * (received + decoded) + SPARE, "no memory for what was only announced");
        return ByteBuffer.allocate(atLeast);
    }

    @Override
    public void give(ByteBuffer block) {
        out -= block.capacity();
        // Who gives it back and uses it all the same is found out.
        block.clear().order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < Math.min(block.capacity(), 16); i++) {
            block.put(i, (byte) 0xDD);
        }
    }
}
