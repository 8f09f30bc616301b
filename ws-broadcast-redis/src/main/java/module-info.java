/** Topics of many nodes, kept in Redis: the backplane {@code redis}. */
module io.longwire.ws.broadcast.redis {
    requires transitive io.longwire.ws.broadcast;
    requires lettuce.core;
    requires static org.jspecify;

    exports io.longwire.ws.broadcast.redis;

    provides io.longwire.ws.broadcast.spi.BackplaneProvider with
            io.longwire.ws.broadcast.redis.RedisBackplaneProvider;
}
