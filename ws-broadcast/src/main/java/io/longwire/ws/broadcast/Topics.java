package io.longwire.ws.broadcast;

import io.longwire.ws.CloseReason;
import io.longwire.ws.Message;

/**
 * The topics of a server or client. A service: {@code handshake.service(Topics.class)}, {@code server.service(Topics.class)},
 * or injected. Any thread.
 */
public interface Topics {
    /**
     * The topic of a name. Nothing is kept for it before somebody subscribes, and nothing when the last one has left, so
     * there may be any number of names. The object may be kept, and any two of one name are equal.
     *
     * @param name compared character by character; 1 to {@code max-name-length} (255) of them, no control characters
     * @throws IllegalArgumentException when the name is empty or too long, or holds a control character or an unpaired
     *     surrogate
     */
    Topic topic(String name);

    /**
     * Says what topics are like: one, or all whose names begin so when it ends in a star; the rule of a topic's own name counts before
     * others, and a longer one before a shorter. For topics that nobody has subscribed to yet; it takes the place of what is configured
     * under {@code ws.plugins.broadcast.topics}.
     *
     * @throws IllegalArgumentException when a history is asked for and the backplane has none
     */
    void configure(String names, TopicOptions options);

    /** What a topic is like. */
    TopicOptions options(String name);

    /**
     * Sends a message to all connections of a user, on all nodes.
     *
     * @param user the name of the connection's {@linkplain io.longwire.ws.Handshake#principal principal}
     * @return how many of them are on this node
     */
    int send(String user, Message message);

    /**
     * Closes all connections of a user, on all nodes that can be reached now.
     *
     * @return how many of them are on this node
     */
    int disconnect(String user, CloseReason reason);

    /** How many topics have subscribers on this node. */
    int size();
}
