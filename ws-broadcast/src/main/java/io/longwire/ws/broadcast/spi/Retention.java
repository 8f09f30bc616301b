package io.longwire.ws.broadcast.spi;

import java.time.Duration;

/**
 * How long publications of a topic are kept.
 *
 * @param size how many at most; 0 for none
 * @param time how long at least one that is among the newest {@code size} is kept, counted by the store's clock
 * @param keys how long an idempotency key is remembered
 */
public record Retention(int size, Duration time, Duration keys) {
    /** Nothing is kept. */
    public static final Retention NONE = new Retention(0, Duration.ZERO, Duration.ZERO);

    /** Whether publications are kept. */
    public boolean keeps() {
        return size > 0;
    }
}
