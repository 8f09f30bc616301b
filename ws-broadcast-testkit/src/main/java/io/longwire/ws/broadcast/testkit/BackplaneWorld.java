package io.longwire.ws.broadcast.testkit;

import io.longwire.ws.broadcast.spi.Backplane;
import io.longwire.ws.broadcast.spi.BackplaneListener;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** One store with nodes, which a backplane's own test provides to {@link BackplaneContract}. New and empty for each test. */
public interface BackplaneWorld extends AutoCloseable {
    /** A further node, started. */
    Backplane node(String name, BackplaneListener listener);

    /**
     * Waits for something that happens by itself, and fails with the sentence when it does not. With a manual clock: does what is
     * pending.
     */
    void await(String sentence, BooleanSupplier happened);

    /** Lets time pass, real or manual. */
    void pass(Duration time);

    /** Whether {@link #stop}, {@link #restart}, {@link #kill} and a death of the store can be played. */
    default boolean canFail() {
        return false;
    }

    /** The store dies, at once. */
    default void stop() {
        throw new UnsupportedOperationException();
    }

    /** The store is there again, with what it had kept. */
    default void restart() {
        throw new UnsupportedOperationException();
    }

    /** The store is there again, and empty. */
    default void restartEmpty() {
        throw new UnsupportedOperationException();
    }

    /** A node dies, at once: nothing is taken back. */
    default void kill(Backplane node) {
        throw new UnsupportedOperationException();
    }

    @Override
    void close();
}
