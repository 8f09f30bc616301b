package io.longwire.ws.broadcast.redis;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Pauses between attempts: each anything up to a limit that doubles (full jitter), so that nodes do not come back at once. */
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(50);
    private static final Duration LASTING = Duration.ofSeconds(5);

    private final Duration max;
    private Duration limit = FIRST;

    Backoff(Duration max) {
        this.max = max;
    }

    synchronized void reset() {
        limit = FIRST;
    }

    /** @param lasting whether it will not work before somebody does something; Redis is spared then */
    synchronized Duration next(boolean lasting) {
        if (lasting) {
            return LASTING.plus(drawn(LASTING));
        }
        Duration pause = drawn(limit);
        Duration doubled = limit.multipliedBy(2);
        limit = doubled.compareTo(max) < 0 ? doubled : max;
        return pause;
    }

    private static Duration drawn(Duration limit) {
        return Duration.ofNanos(ThreadLocalRandom.current().nextLong(limit.toNanos() + 1));
    }
}
