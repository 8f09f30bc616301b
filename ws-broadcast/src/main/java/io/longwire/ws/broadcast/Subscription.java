package io.longwire.ws.broadcast;

/** The membership of one connection in one topic. Any thread. */
public interface Subscription extends AutoCloseable {
    /** The topic's name. */
    String topic();

    /** Whether it lasts: neither was it ended nor has the connection. */
    boolean isActive();

    /** Ends it. A second call does nothing, nor does it end a later subscription of the same connection. */
    void unsubscribe();

    /** {@link #unsubscribe()}. */
    @Override
    default void close() {
        unsubscribe();
    }
}
