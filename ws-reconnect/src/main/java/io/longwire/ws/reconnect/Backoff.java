package io.longwire.ws.reconnect;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt: anything from nothing to a limit that doubles with each failure (full jitter), so that
 * clients that lost one server do not come back at once. Not thread-safe.
 */
final class Backoff {
    private final ReconnectSettings settings;
    private final DoubleSupplier random;
    private Duration longest;

    /** @param random from 0 to less than 1 */
    Backoff(ReconnectSettings settings, DoubleSupplier random) {
        this.settings = settings;
        this.random = random;
        this.longest = settings.first();
    }

    /** A connection has ended that was open for so long; whether it counts as sound. To accept and then close is no success. */
    boolean ended(Duration open) {
        boolean sound = open.compareTo(settings.stable()) >= 0;
        if (sound) {
            longest = settings.first();
        }
        return sound;
    }

    /** @param advice what the server asked for; the random part comes on top, as it told many the same */
    Duration next(Optional<Duration> advice) {
        Duration jitter = Duration.ofNanos((long) (longest.toNanos() * random.getAsDouble()));
        longest = shorter(longest.multipliedBy(2), settings.max());
        return advice.map(asked -> shorter(asked, settings.adviceMax()).plus(jitter))
                .orElse(jitter);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
