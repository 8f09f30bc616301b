package io.longwire.ws.spi;

import java.util.function.LongSupplier;

/**
 * Where counts go. Instruments are made once and kept; their names and label values come from closed sets, never from a peer.
 * Any thread. What must not cost a call each time is read instead: a meter without a use for {@link #total} and {@link #gauge}
 * need not have them. What a meter throws is caught, and the first time told to the log.
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

    /**
     * A count that is kept elsewhere and read when it is looked at.
     *
     * @param read the count, which never falls; it may be called on any thread
     */
    default void total(String name, LongSupplier read, String... labels) {}

    /**
     * Something that there is more or less of, read when it is looked at.
     *
     * @param read the value as it is now; it may be called on any thread
     */
    default void gauge(String name, LongSupplier read, String... labels) {}

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
