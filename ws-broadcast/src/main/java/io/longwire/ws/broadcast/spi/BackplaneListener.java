package io.longwire.ws.broadcast.spi;

import io.longwire.ws.broadcast.Present;
import java.nio.ByteBuffer;

/** What a backplane tells its node. Any thread, one call after the other; nothing blocks. */
public interface BackplaneListener {
    /**
     * The store can be reached, for the first time or again. This node is subscribed to nothing and present nowhere; it will
     * say anew what it wants. Also told when only the subscriptions were lost.
     */
    void onUp();

    /** The store cannot be reached. */
    void onDown(Throwable cause);

    /**
     * Something was published in a topic that this node is subscribed to, by this node or another. It may be told twice, too late,
     * or not at all.
     */
    void onPublication(String topic, Stored publication);

    /**
     * Somebody's node died without taking its presence back, and its lease is over. Told to exactly one node that lives, once for
     * each member.
     */
    void onGone(String topic, Present member);

    /** Another node sent this to all by {@link Cluster#send}. */
    void onControl(ByteBuffer message);
}
