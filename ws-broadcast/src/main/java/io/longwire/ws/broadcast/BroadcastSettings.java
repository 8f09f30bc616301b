package io.longwire.ws.broadcast;

import io.longwire.ws.Overflow;
import io.longwire.ws.spi.Settings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What can be set under {@code ws.plugins.broadcast}.
 *
 * @param maxTopics per connection
 * @param maxNameLength in UTF-16 characters
 * @param maxPending in bytes, per loop
 * @param recoverLimit in publications
 * @param keyTime how long an idempotency key is remembered
 * @param queueMessages the most publications that wait for the backplane
 * @param queueBytes the most bytes of them
 * @param queueTime how long one waits
 * @param presenceDelay after which subscribers are told who came and went
 * @param usual what a topic is like that no rule is for
 * @param topics rules by name, or by the beginning of names and a star
 */
record BroadcastSettings(
        String backplane,
        int maxTopics,
        int maxNameLength,
        long maxPending,
        int recoverLimit,
        Duration keyTime,
        int queueMessages,
        long queueBytes,
        Duration queueTime,
        Duration presenceDelay,
        TopicOptions usual,
        Map<String, TopicOptions> topics) {
    private static final Duration DAY = Duration.ofDays(1);
    private static final String OWN = "own";
    private static final List<String> POLICIES = List.of(OWN, "disconnect", "drop-newest", "drop-oldest", "conflate");

    static BroadcastSettings read(Settings settings) {
        int maxSubscribers = settings.number("max-subscribers", 1, 100_000_000);
        Map<String, TopicOptions> topics = new LinkedHashMap<>();
        settings.at("topics").blocks().forEach((name, rule) -> topics.put(name, options(rule, maxSubscribers)));
        TopicOptions usual = topics.remove("default");
        return new BroadcastSettings(
                settings.text("backplane"),
                settings.number("max-topics-per-connection", 1, 1_000_000),
                settings.number("max-name-length", 1, 65_535),
                settings.bytes("max-pending", 64L << 10, Long.MAX_VALUE),
                settings.number("recover-limit", 1, 100_000),
                settings.duration("key-time", Duration.ofSeconds(1), DAY),
                settings.number("queue-messages", 1, 10_000_000),
                settings.bytes("queue-bytes", 1L << 10, 1L << 40),
                settings.duration("queue-time", Duration.ofMillis(10), Duration.ofMinutes(10)),
                settings.duration("presence-delay", Duration.ofMillis(1), Duration.ofMinutes(1)),
                usual == null ? new TopicOptions(null, maxSubscribers, 0, Duration.ZERO, false) : usual,
                topics);
    }

    private static TopicOptions options(Settings rule, int maxSubscribers) {
        return new TopicOptions(
                policy(rule.oneOf("overflow", POLICIES)),
                rule.isSet("max-subscribers") ? rule.number("max-subscribers", 1, 100_000_000) : maxSubscribers,
                rule.number("history-size", 0, 1_000_000),
                rule.duration("history-time", Duration.ofMillis(1), Duration.ofDays(30)),
                rule.flag("presence"));
    }

    private static @Nullable Overflow policy(String word) {
        return word.equals(OWN)
                ? null
                : Overflow.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
