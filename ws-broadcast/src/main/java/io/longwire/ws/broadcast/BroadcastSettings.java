package io.longwire.ws.broadcast;

import io.longwire.ws.spi.Settings;

/**
 * What can be set under {@code ws.plugins.broadcast}.
 *
 * @param maxTopics per connection
 * @param maxSubscribers per topic
 * @param maxNameLength in UTF-16 characters
 * @param maxPending in bytes, per loop
 */
record BroadcastSettings(int maxTopics, int maxSubscribers, int maxNameLength, long maxPending) {
    static BroadcastSettings read(Settings settings) {
        return new BroadcastSettings(
                settings.number("max-topics-per-connection", 1, 1_000_000),
                settings.number("max-subscribers", 1, 100_000_000),
                settings.number("max-name-length", 1, 65_535),
                settings.bytes("max-pending", 64L << 10, Long.MAX_VALUE));
    }
}
