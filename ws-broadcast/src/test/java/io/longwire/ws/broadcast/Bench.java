package io.longwire.ws.broadcast;

import io.longwire.ws.Closed;
import io.longwire.ws.Initiator;
import io.longwire.ws.Message;
import io.longwire.ws.WebSocket;
import io.longwire.ws.spi.ConnectionWatcher;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Plugin;
import io.longwire.ws.testkit.Action;
import io.longwire.ws.testkit.FakePluginContext;
import io.longwire.ws.testkit.ManualLoop;
import io.longwire.ws.testkit.MapSettings;
import io.longwire.ws.testkit.RecordingMeter;
import io.longwire.ws.testkit.RecordingWebSocket;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The plug-in, and connections that it watches. */
final class Bench {
    final Topics topics;
    final RecordingMeter meter;
    /** The loop that the plug-in's timers run on. */
    final ManualLoop timers = new ManualLoop();

    private final Plugin plugin;
    private final Map<Long, ConnectionWatcher> watchers = new ConcurrentHashMap<>();

    /** As in reference.conf. */
    Bench() {
        this(settings());
    }

    Bench(MapSettings settings) {
        var context = new FakePluginContext(settings, timers);
        plugin = new BroadcastProvider().create(context);
        topics = context.service(Topics.class).orElseThrow();
        meter = context.meter();
    }

    static MapSettings settings() {
        return new MapSettings()
                .with("enabled", true)
                .with("max-topics-per-connection", 128)
                .with("max-subscribers", 1_000_000)
                .with("max-name-length", 255)
                .with("max-pending", 16L << 20)
                .with("backplane", "local")
                .with("recover-limit", 300)
                .with("key-time", Duration.ofMinutes(5))
                .with("queue-messages", 10_000)
                .with("queue-bytes", 8L << 20)
                .with("queue-time", Duration.ofSeconds(5))
                .with("presence-delay", Duration.ofMillis(500))
                .with("topics", new MapSettings().with("default", rule()));
    }

    /** The usual rule, and one of its own for a topic. */
    static MapSettings topics(String name, MapSettings rule) {
        return new MapSettings().with("default", rule()).with(name, rule);
    }

    /** What a topic is like that no other rule is for. */
    static MapSettings rule() {
        return new MapSettings()
                .with("overflow", "own")
                .with("max-subscribers", null)
                .with("history-size", 0)
                .with("history-time", Duration.ofMinutes(10))
                .with("presence", false);
    }

    RecordingWebSocket connect(ManualLoop loop) {
        return connect(loop, loop);
    }

    RecordingWebSocket connect(ManualLoop home, Loop watched) {
        var socket = new RecordingWebSocket(home);
        watch(socket, watched);
        return socket;
    }

    /** A connection whose {@code send} is the test's. */
    WebSocket connect(Loop loop, Predicate<Message> send) {
        var rest = new RecordingWebSocket(new ManualLoop());
        var socket = (WebSocket) Proxy.newProxyInstance(
                Bench.class.getClassLoader(), new Class<?>[] {WebSocket.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("send")) {
                        return send.test((Message) arguments[0]);
                    }
                    try {
                        return method.invoke(rest, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
        watch(socket, loop);
        return socket;
    }

    void end(WebSocket socket) {
        ConnectionWatcher watcher = watchers.remove(socket.id());
        watcher.onClose(
                new Closed(1000, "", Initiator.PEER, null), new RecordingWebSocket(new ManualLoop()).record(Map.of()));
    }

    long delivered() {
        return meter.count("ws.broadcast.delivered");
    }

    static String text(Message message) {
        return StandardCharsets.UTF_8.decode(message.payload()).toString();
    }

    /** The prepared messages that a connection accepted. */
    static List<String> received(RecordingWebSocket socket) {
        return socket.actions().stream()
                .map(Action.Prepared.class::cast)
                .map(action -> text(action.message()))
                .toList();
    }

    private void watch(WebSocket socket, Loop loop) {
        watchers.put(socket.id(), plugin.watch(socket, loop));
    }
}
