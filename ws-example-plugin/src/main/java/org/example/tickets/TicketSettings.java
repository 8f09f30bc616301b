package org.example.tickets;

import io.longwire.ws.spi.Settings;
import java.time.Duration;
import java.util.Set;

/**
 * What can be set under {@code ws.plugins.tickets}.
 *
 * @param openPaths paths that need no ticket
 * @param lifetime how long a ticket is good for
 * @param waiting how many unused tickets there are at most
 */
record TicketSettings(Set<String> openPaths, Duration lifetime, int waiting) {
    static TicketSettings read(Settings settings) {
        return new TicketSettings(
                Set.copyOf(settings.texts("open-paths")),
                settings.duration("lifetime", Duration.ofSeconds(1), Duration.ofHours(1)),
                settings.number("waiting", 1, 1_000_000));
    }
}
