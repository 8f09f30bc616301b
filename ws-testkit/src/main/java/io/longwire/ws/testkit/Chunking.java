package io.longwire.ws.testkit;

import java.util.SplittableRandom;

/** Where a {@link MemoryNetwork} cuts the stream of bytes: how many of them a wire is given by one read. */
@FunctionalInterface
public interface Chunking {
    /**
     * The size of the next read.
     *
     * @param written how many bytes are left of the write that comes first
     * @param waiting how many bytes have arrived in all, at least {@code written}
     * @return a number of bytes; what is not within 1 to {@code waiting} is taken as the nearest that is
     */
    int next(int written, int waiting);

    /** Each write is one read, unless the capacity cut it. */
    static Chunking asWritten() {
        return (written, waiting) -> written;
    }

    /** Each byte is a read of its own. */
    static Chunking byteByByte() {
        return (written, waiting) -> 1;
    }

    /** All that has arrived is one read. */
    static Chunking together() {
        return (written, waiting) -> waiting;
    }

    /** Cuts anywhere, and joins writes; the same for an equal seed. Small reads are as likely as large ones. */
    static Chunking random(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return (written, waiting) -> random.nextInt(1, 1 << random.nextInt(1, 18));
    }
}
