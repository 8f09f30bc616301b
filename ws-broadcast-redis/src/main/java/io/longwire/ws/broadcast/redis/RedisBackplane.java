package io.longwire.ws.broadcast.redis;

import io.longwire.ws.broadcast.spi.Backplane;
import io.longwire.ws.broadcast.spi.BackplaneContext;
import io.longwire.ws.broadcast.spi.BackplaneListener;
import io.longwire.ws.broadcast.spi.Broker;
import io.longwire.ws.broadcast.spi.Capability;
import io.longwire.ws.broadcast.spi.Cluster;
import io.longwire.ws.broadcast.spi.Registry;
import java.util.concurrent.CompletableFuture;

/** A node of a Redis. */
final class RedisBackplane implements Backplane {
    private final Link link;
    private final Broker broker;
    private final Registry registry;
    private final Lease lease;
    private final RedisCluster cluster;

    RedisBackplane(BackplaneContext context, RedisSettings settings) {
        link = new Link(context, settings);
        broker = new RedisBroker(link, settings.remember());
        cluster = new RedisCluster(link);
        registry = new RedisRegistry(link, cluster);
        lease = new Lease(link, cluster, settings.lease());
    }

    @Override
    public Capability capability() {
        return Capability.RECOVERABLE;
    }

    @Override
    public void start(BackplaneListener listener) {
        link.start(listener, lease::keep);
    }

    @Override
    public Broker broker() {
        return broker;
    }

    @Override
    public Registry registry() {
        return registry;
    }

    @Override
    public Cluster cluster() {
        return cluster;
    }

    /** Redis is told in the background; if that comes too late, the lease ends what this node said. */
    @Override
    public void close() {
        link.close(lease::leave);
    }

    /** As a process that dies: nothing is taken back. */
    void die() {
        link.close(pair -> CompletableFuture.completedStage(null));
    }
}
