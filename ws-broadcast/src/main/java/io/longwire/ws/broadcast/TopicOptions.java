package io.longwire.ws.broadcast;

import io.longwire.ws.Overflow;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a topic is like.
 *
 * @param overflow for subscribers that name no policy; null for the connection's own
 * @param maxSubscribers on one node
 * @param historySize how many publications are kept to recover from; 0 for none, and then publications have no position
 * @param historyTime how long they are kept at most
 * @param presence whether it is known who is there
 */
public record TopicOptions(
        @Nullable Overflow overflow, int maxSubscribers, int historySize, Duration historyTime, boolean presence) {
    /** @throws IllegalArgumentException when the policy is to block, a number is negative or a history has no time */
    public TopicOptions {
        if (overflow == Overflow.BLOCK) {
            throw new IllegalArgumentException("publications are sent on event loops, which must not block");
        }
        if (maxSubscribers < 1 || historySize < 0 || (historySize > 0 && historyTime.toMillis() < 1)) {
            throw new IllegalArgumentException("a topic has room for subscribers, and a history lasts some time");
        }
    }

    /** Whether subscribers can go on from a position. */
    public boolean recoverable() {
        return historySize > 0;
    }

    /** With a history. */
    public TopicOptions history(int size, Duration time) {
        return new TopicOptions(overflow, maxSubscribers, size, time, presence);
    }

    /** With presence. */
    public TopicOptions withPresence() {
        return new TopicOptions(overflow, maxSubscribers, historySize, historyTime, true);
    }
}
