package io.longwire.ws.broadcast;

import java.util.concurrent.CompletionStage;

/** The membership of one connection in one topic. Any thread. */
public interface Subscription extends AutoCloseable {
    /** The topic's name. */
    String topic();

    /**
     * What the connection has of the topic, told to it before anything else. Completes on its loop when that was sent, where what hangs on
     * it must not block; at once for a topic without a history on a backplane of one node. Cancelled when the subscription ends before.
     */
    CompletionStage<Verdict> verdict();

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
