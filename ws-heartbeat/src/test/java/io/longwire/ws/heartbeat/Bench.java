package io.longwire.ws.heartbeat;

import io.longwire.ws.spi.Plugin;
import io.longwire.ws.testkit.FakePluginContext;
import io.longwire.ws.testkit.ManualLoop;
import io.longwire.ws.testkit.MapSettings;
import io.longwire.ws.testkit.RecordingMeter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A heartbeat on one loop, and its connections. */
final class Bench {
    static final Duration INTERVAL = Duration.ofSeconds(25);
    static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** How late, at most, a sweep notices something: one round of it. */
    static final Duration ROUND = Duration.ofMillis(250);

    private static final Duration STEP = Duration.ofMillis(10);

    final ManualLoop time = new ManualLoop();
    final StallingLoop loop = new StallingLoop(time);
    final RecordingMeter meter;
    final Heartbeat heartbeat;
    private final Plugin plugin;

    /** As in reference.conf, but without jitter. */
    Bench() {
        this(settings());
    }

    Bench(MapSettings settings) {
        var context = context(settings, null);
        meter = context.meter();
        plugin = new HeartbeatProvider().create(context);
        heartbeat = context.service(Heartbeat.class).orElseThrow();
    }

    static MapSettings settings() {
        return new MapSettings()
                .with("enabled", true)
                .with("interval", INTERVAL)
                .with("timeout", TIMEOUT)
                .with("jitter", 0)
                .with("idle-timeout", null);
    }

    static FakePluginContext context(MapSettings settings, @Nullable Duration idleLimit) {
        return new FakePluginContext(settings, new ManualLoop())
                .with("limits", new MapSettings().with("idle-timeout", idleLimit));
    }

    Peer connect() {
        return new Peer(time, socket -> plugin.watch(socket, loop));
    }

    /** A peer that has just spoken, as far as the sweep knows. */
    Peer connectSpeaking() {
        Peer peer = connect();
        peer.speak();
        advance(ROUND);
        return peer;
    }

    void advance(Duration by) {
        time.advance(by);
    }

    /** How long it took until something was done with the connection. */
    Duration untilAction(Peer peer, Duration limit) {
        long from = time.nanoTime();
        while (peer.actions().isEmpty() && time.nanoTime() - from < limit.toNanos()) {
            advance(STEP);
        }
        return Duration.ofNanos(time.nanoTime() - from);
    }

    /** Lets time pass until the Ping is there, and takes it away. */
    String awaitPing(Peer peer) {
        untilAction(peer, INTERVAL.plus(ROUND).plus(ROUND));
        return peer.takePing();
    }
}
