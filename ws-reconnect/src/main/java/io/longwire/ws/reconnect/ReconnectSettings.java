package io.longwire.ws.reconnect;

import io.longwire.ws.spi.Settings;
import java.time.Duration;
import java.util.List;

/**
 * What can be set under {@code ws.plugins.reconnect}.
 *
 * @param first the longest wait after the first failure
 * @param max the longest wait of all
 * @param stable how long a sound connection is open
 * @param adviceMax the most that a server may ask for
 * @param messages how many wait at most
 * @param bytes how much payload waits at most
 * @param dropsOldest whether room is made for a new message, or else it is refused
 */
record ReconnectSettings(
        Duration first,
        Duration max,
        Duration stable,
        Duration adviceMax,
        int messages,
        long bytes,
        boolean dropsOldest) {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    static ReconnectSettings read(Settings own) {
        Settings queue = own.at("queue");
        ReconnectSettings settings = new ReconnectSettings(
                own.duration("first", SHORTEST, HOUR),
                own.duration("max", SHORTEST, HOUR),
                own.duration("stable", Duration.ZERO, DAY),
                own.duration("advice-max", Duration.ZERO, DAY),
                queue.number("messages", 0, Integer.MAX_VALUE),
                queue.bytes("bytes", 0, Long.MAX_VALUE),
                queue.oneOf("overflow", List.of("refuse", "drop-oldest")).equals("drop-oldest"));
        if (settings.first.compareTo(settings.max) > 0) {
            throw own.refuse(
                    "first", "is longer than what it doubles up to; set it to ws.plugins.reconnect.max or less");
        }
        return settings;
    }
}
