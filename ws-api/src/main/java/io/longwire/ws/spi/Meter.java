package io.longwire.ws.spi;

/**
 * Where counts go. Instruments are made once and kept; their names and label values come from closed sets, never from a peer.
 * Any thread.
 */
public interface Meter {
    /**
     * A counter.
     *
     * @param name for example {@code ws.messages.received}
     * @param labels names and values in turn, for example {@code "kind", "text"}
     */
    Counter counter(String name, String... labels);

    /** A histogram, for times in nanoseconds and sizes in bytes. */
    Histogram histogram(String name, String... labels);

    /** Counts up. */
    interface Counter {
        /** Adds to the count. */
        void add(long n);
    }

    /** Collects values. */
    interface Histogram {
        /** Adds one value, 0 or more. */
        void record(long value);
    }
}
