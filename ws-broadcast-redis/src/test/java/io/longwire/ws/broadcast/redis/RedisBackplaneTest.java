package io.longwire.ws.broadcast.redis;

import io.longwire.ws.broadcast.testkit.BackplaneContract;
import io.longwire.ws.broadcast.testkit.BackplaneWorld;

/** All that a backplane promises, on a real Redis that is killed and comes back. */
class RedisBackplaneTest implements BackplaneContract {
    @Override
    public BackplaneWorld world() {
        return new RedisWorld();
    }
}
