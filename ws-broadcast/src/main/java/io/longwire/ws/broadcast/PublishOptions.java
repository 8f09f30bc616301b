package io.longwire.ws.broadcast;

import io.longwire.ws.WebSocket;
import org.jspecify.annotations.Nullable;

/**
 * How something is published.
 *
 * @param key makes publishing it twice the same as once, within {@code key-time}, on any node; up to 128 characters, empty for none. It
 *     counts in topics with a history
 * @param except who does not get it, for example the one it came from; null for nobody
 */
public record PublishOptions(String key, @Nullable WebSocket except) {
    /** To all, as often as it is called. */
    public static final PublishOptions USUAL = new PublishOptions("", null);

    private static final int LONGEST_KEY = 128;

    /** @throws IllegalArgumentException when the key is too long */
    public PublishOptions {
        if (key.length() > LONGEST_KEY) {
            throw new IllegalArgumentException("an idempotency key has up to " + LONGEST_KEY + " characters");
        }
    }

    /** With an idempotency key. */
    public PublishOptions key(String once) {
        return new PublishOptions(once, except);
    }

    /** To all but one. */
    public PublishOptions except(WebSocket one) {
        return new PublishOptions(key, one);
    }
}
