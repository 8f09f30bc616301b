package io.longwire.ws.broadcast.redis;

import io.lettuce.core.RedisURI;
import io.longwire.ws.spi.Settings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What {@code ws.plugins.broadcast.redis} says; the meaning of each stands in the {@code reference.conf}. */
record RedisSettings(
        RedisURI uri,
        String prefix,
        Duration commandTimeout,
        Duration reconnectMax,
        Duration probe,
        Duration lease,
        Duration remember) {
    private static final String FORMS =
            "use redis://host:port, rediss://host:port, or redis-sentinel://host1,host2#master; in names and passwords the"
                    + " characters / ? # @ : and , stand as %XX";

    static RedisSettings read(Settings settings) {
        Duration shortest = Duration.ofMillis(50);
        Duration minute = Duration.ofMinutes(1);
        Duration timeout = settings.duration("command-timeout", shortest, minute);
        return new RedisSettings(
                uri(settings, timeout),
                prefix(settings),
                timeout,
                settings.duration("reconnect-max", shortest, minute),
                settings.duration("probe", Duration.ofMillis(100), minute),
                settings.duration("lease", Duration.ofSeconds(1), Duration.ofMinutes(10)),
                settings.duration("remember", Duration.ofHours(1), Duration.ofDays(3650)));
    }

    /** The sentences do not repeat the value, which may have a password. */
    private static RedisURI uri(Settings settings, Duration timeout) {
        String text = settings.text("uri");
        String hosts = text.substring(text.lastIndexOf('@') + 1);
        if (hosts.contains(",") && !text.contains("-sentinel://")) {
            throw settings.refuse("uri", "several hosts mean a Redis Cluster, which is not supported; " + FORMS);
        }
        RedisURI uri = readable(text);
        if (uri == null) {
            throw settings.refuse("uri", "this is no URI of Redis; " + FORMS);
        }
        uri.setTimeout(timeout);
        return uri;
    }

    /** What Lettuce says of one that it cannot read repeats it. */
    private static @Nullable RedisURI readable(String text) {
        try {
            return RedisURI.create(text);
        } catch (RuntimeException unreadable) {
            return null;
        }
    }

    private static String prefix(Settings settings) {
        String prefix = settings.text("prefix");
        if (!prefix.matches("[A-Za-z0-9._-]{1,64}")) {
            throw settings.refuse("prefix", "use 1 to 64 letters, digits, ., - and _");
        }
        return prefix;
    }
}
