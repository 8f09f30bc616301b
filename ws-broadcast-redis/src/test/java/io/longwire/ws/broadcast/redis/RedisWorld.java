package io.longwire.ws.broadcast.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.broadcast.spi.Backplane;
import io.longwire.ws.broadcast.spi.BackplaneContext;
import io.longwire.ws.broadcast.spi.BackplaneListener;
import io.longwire.ws.broadcast.testkit.BackplaneWorld;
import io.longwire.ws.testkit.MapSettings;
import io.longwire.ws.testkit.RecordingMeter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Nodes of a real Redis. */
final class RedisWorld implements BackplaneWorld {
    private static final Duration LEASE = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    final RedisProcess redis;
    final RecordingMeter meter = new RecordingMeter();
    private final TimerLoop loop = new TimerLoop();
    private final List<Backplane> nodes = new ArrayList<>();

    RedisWorld(String... more) {
        redis = new RedisProcess(more);
    }

    static MapSettings settings(String uri) {
        return new MapSettings()
                .with("uri", uri)
                .with("prefix", "test")
                .with("command-timeout", Duration.ofSeconds(1))
                .with("reconnect-max", Duration.ofSeconds(1))
                .with("probe", Duration.ofSeconds(3))
                .with("lease", LEASE)
                .with("remember", Duration.ofDays(30));
    }

    @Override
    public Backplane node(String name, BackplaneListener listener) {
        return node(name, listener, settings(redis.uri()));
    }

    Backplane node(String name, BackplaneListener listener, MapSettings settings) {
        var all = new MapSettings().with("redis", settings);
        Backplane node = new RedisBackplaneProvider().create(new BackplaneContext(name, all, meter, loop));
        nodes.add(node);
        node.start(listener);
        return node;
    }

    @Override
    public void await(String sentence, BooleanSupplier happened) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (!happened.getAsBoolean()) {
            assertThat(System.nanoTime() - deadline).as(sentence).isNegative();
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
    }

    /** Real time; a minute, the longest that a dead node is remembered, is the lease of this world. */
    @Override
    public void pass(Duration time) {
        Duration real = time.compareTo(LONGEST) >= 0 ? LEASE : time;
        long over = System.nanoTime() + real.toNanos();
        await("time passes", () -> System.nanoTime() - over >= 0);
    }

    @Override
    public boolean canFail() {
        return true;
    }

    @Override
    public void stop() {
        redis.kill();
    }

    @Override
    public void restart() {
        redis.restart();
    }

    @Override
    public void restartEmpty() {
        redis.restartEmpty();
    }

    @Override
    public void kill(Backplane node) {
        ((RedisBackplane) node).die();
    }

    @Override
    public void close() {
        nodes.forEach(node -> ((RedisBackplane) node).die());
        redis.close();
        loop.close();
    }
}
