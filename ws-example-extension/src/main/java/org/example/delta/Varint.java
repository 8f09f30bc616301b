package org.example.delta;

import java.nio.ByteBuffer;

/** A count as 7 bits a byte, the lowest first, with the high bit on all but the last byte. */
final class Varint {
    /** Bytes of the largest count. */
    static final int LONGEST = 5;

    private Varint() {}

    static void write(int count, ByteBuffer to) {
        int rest = count;
        while (rest > 0x7f) {
            to.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        to.put((byte) rest);
    }
}
