package io.longwire.ws.broadcast.spi;

/** One node's way to all nodes. See the package's page for threads and failures. */
public interface Backplane extends AutoCloseable {
    /** How much it can promise. Asking for more stops the start. */
    Capability capability();

    /** Whether there may be other nodes. Where there are none, what is not kept need not go through {@link Broker#publish}. */
    default boolean shared() {
        return true;
    }

    /**
     * Connects, and keeps trying for as long as it lives, with a pause that grows and varies. Called once, before anything else.
     *
     * @param listener told what happens; it does not block
     */
    void start(BackplaneListener listener);

    /** Publications and their history. */
    Broker broker();

    /** Who is present where. */
    Registry registry();

    /** The other nodes. */
    Cluster cluster();

    /** Leaves: what this node said of presence is taken back, and everything given back. The listener is told no more. */
    @Override
    void close();
}
