package io.longwire.ws.broadcast;

import io.longwire.ws.Overflow;
import org.jspecify.annotations.Nullable;

/**
 * How a connection subscribes.
 *
 * @param overflow what happens when too much waits for the connection; null for what the topic's options say, then the connection
 * @param since where to go on from; null to begin with what comes
 * @param rendering how events look; null to send publications as they are, and nothing else
 * @param info what others see of it where presence is on; up to 1,024 characters
 */
public record SubscribeOptions(
        @Nullable Overflow overflow,
        @Nullable Position since,
        @Nullable Rendering rendering,
        String info) {
    /** Begins with what comes, as it is. */
    public static final SubscribeOptions USUAL = new SubscribeOptions(null, null, null, "");

    private static final int LONGEST_INFO = 1024;

    /** @throws IllegalArgumentException when the policy is to block, or the info too long */
    public SubscribeOptions {
        if (overflow == Overflow.BLOCK) {
            throw new IllegalArgumentException("publications are sent on event loops, which must not block");
        }
        if (info.length() > LONGEST_INFO) {
            throw new IllegalArgumentException("an info has up to " + LONGEST_INFO + " characters");
        }
    }

    /** With a policy. */
    public SubscribeOptions overflow(Overflow policy) {
        return new SubscribeOptions(policy, since, rendering, info);
    }

    /** From a position that a client kept. */
    public SubscribeOptions since(Position position) {
        return new SubscribeOptions(overflow, position, rendering, info);
    }

    /** With events that look so. */
    public SubscribeOptions as(Rendering look) {
        return new SubscribeOptions(overflow, since, look, info);
    }

    /** With what others see of it. */
    public SubscribeOptions info(String shown) {
        return new SubscribeOptions(overflow, since, rendering, shown);
    }
}
