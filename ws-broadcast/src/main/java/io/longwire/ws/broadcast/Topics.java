package io.longwire.ws.broadcast;

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

    /** How many topics have subscribers. */
    int size();
}
