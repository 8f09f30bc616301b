package io.longwire.ws.heartbeat;

import io.longwire.ws.spi.Settings;
import java.time.Duration;
import java.util.Optional;

/**
 * What can be set under {@code ws.plugins.heartbeat}. Either Pings or an idle timeout: a Pong is life, so with Pings an idle
 * timeout could only hit those whom the Ping has not reached yet.
 *
 * @param interval silence before a Ping; empty: no Pings
 * @param timeout silence after a Ping before the connection is cut
 * @param jitter the part of the interval by which a Ping may come earlier
 * @param idleTimeout silence before a connection is closed, without Pings
 */
record HeartbeatSettings(Optional<Duration> interval, Duration timeout, double jitter, Optional<Duration> idleTimeout) {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration LONGEST_IDLE = Duration.ofDays(7);

    static HeartbeatSettings read(Settings own, Settings limits) {
        var settings = new HeartbeatSettings(
                own.optionalDuration("interval", SHORTEST, LONGEST),
                own.duration("timeout", SHORTEST, LONGEST),
                own.decimal("jitter", 0, 0.5),
                own.optionalDuration("idle-timeout", SHORTEST, LONGEST_IDLE));
        if (settings.interval.isEmpty()) {
            if (settings.idleTimeout.isEmpty()) {
                throw own.refuse(
                        "interval",
                        "with interval and idle-timeout off there is nothing to do; set one, or enabled = false");
            }
            return settings;
        }
        if (settings.idleTimeout.isPresent()) {
            throw own.refuse(
                    "idle-timeout",
                    "a peer that answers Pings is never idle; set interval = off, or idle-timeout = off");
        }
        Duration interval = settings.interval.get();
        Optional<Duration> limit = limits.optionalDuration("idle-timeout", Duration.ZERO, Duration.ofDays(365));
        if (limit.isPresent() && limit.get().compareTo(interval) <= 0) {
            throw own.refuse(
                    "interval",
                    "ws.limits.idle-timeout closes a quiet connection before its first Ping; make the interval shorter than it");
        }
        return settings;
    }

    /** How often a loop looks at a part of its connections: a hundredth of the shortest time, 10 to 50 ms. */
    Duration tick() {
        Duration silence = interval.or(() -> idleTimeout).orElseThrow();
        Duration shortest = interval.isPresent() && timeout.compareTo(silence) < 0 ? timeout : silence;
        return Duration.ofMillis(Math.min(50, Math.max(10, shortest.toMillis() / 100)));
    }
}
