package io.longwire.ws.broadcast.redis;

import io.longwire.ws.broadcast.spi.Backplane;
import io.longwire.ws.broadcast.spi.BackplaneContext;
import io.longwire.ws.broadcast.spi.BackplaneProvider;

/** The backplane {@code redis}, set by {@code ws.plugins.broadcast.redis}. */
public final class RedisBackplaneProvider implements BackplaneProvider {
    /** What {@link java.util.ServiceLoader} calls. */
    public RedisBackplaneProvider() {}

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public Backplane create(BackplaneContext context) {
        return new RedisBackplane(context, RedisSettings.read(context.settings().at("redis")));
    }
}
