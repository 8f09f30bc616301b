package io.longwire.ws.reconnect;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.ClientOptions;
import io.longwire.ws.CloseReason;
import io.longwire.ws.Closed;
import io.longwire.ws.ConnectionHandler;
import io.longwire.ws.EffectiveConfiguration;
import io.longwire.ws.HandshakeFailed;
import io.longwire.ws.Initiator;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketClient;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.spi.ConnectionWatcher;
import io.longwire.ws.testkit.Action;
import io.longwire.ws.testkit.FakePluginContext;
import io.longwire.ws.testkit.ManualLoop;
import io.longwire.ws.testkit.MapSettings;
import io.longwire.ws.testkit.RecordingWebSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One reconnecting socket, a client whose servers are the test, and a time that the test moves. */
final class Bench implements ReconnectHandler {
    static final Closed LOST = new Closed(Closed.ABNORMAL, "", Initiator.NOBODY, null);

    final ManualLoop loop = new ManualLoop();
    final List<String> told = new ArrayList<>();
    final List<Duration> delays = new ArrayList<>();
    final ReconnectPlugin plugin;
    final ReconnectingSocket socket;
    private final List<CompletableFuture<WebSocket>> connects = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(1);
    private @Nullable ConnectionWatcher watcher;
    /** Whether it was asked for a handler on its loop always. */
    boolean onLoop = true;
    /** What goes out at once when there is a connection. */
    @Nullable
    String greeting;
    /** What the target is taken from; null: it is known at once. */
    @Nullable
    CompletableFuture<Target> target;
    /** Which callback throws, empty for none. */
    String mistake = "";

    Bench() {
        this(settings());
    }

    Bench(MapSettings settings) {
        FakePluginContext context = new FakePluginContext(settings, loop);
        plugin = new ReconnectPlugin(ReconnectSettings.read(context.settings()), loop, random::nextDouble);
        socket = ReconnectingSocket.open(new Client(), this);
        loop.runPending();
    }

    /** As in reference.conf. */
    static MapSettings settings() {
        return new MapSettings()
                .with("first", Duration.ofMillis(500))
                .with("max", Duration.ofSeconds(30))
                .with("stable", Duration.ofMinutes(1))
                .with("advice-max", Duration.ofMinutes(10))
                .with(
                        "queue",
                        new MapSettings()
                                .with("messages", 1000)
                                .with("bytes", 1 << 20)
                                .with("overflow", "refuse"));
    }

    // ---- the server

    /** Attempts that were begun so far. */
    int attempts() {
        return connects.size();
    }

    /** Moves the time until there is another attempt. */
    void awaitAttempt() {
        int before = attempts();
        for (int i = 0; i < 10_000 && attempts() == before; i++) {
            loop.advance(Duration.ofMillis(100));
        }
        assertThat(attempts()).isEqualTo(before + 1);
    }

    RecordingWebSocket accept() {
        RecordingWebSocket opened = new RecordingWebSocket(loop);
        watcher = plugin.watch(opened, loop);
        connects.get(connects.size() - 1).complete(opened);
        loop.runPending();
        return opened;
    }

    void refuse(Throwable why) {
        connects.get(connects.size() - 1).completeExceptionally(why);
        loop.runPending();
    }

    void refuse(int status) {
        refuse(new HandshakeFailed("refused", status, Map.of(), null));
    }

    void end(RecordingWebSocket ended, Closed how) {
        ended.end();
        watcher.onClose(how, ended.record(Map.of()));
        loop.runPending();
    }

    /** The texts that a connection was given, in order. */
    static List<String> texts(RecordingWebSocket given) {
        List<String> texts = new ArrayList<>();
        for (Action action : given.actions()) {
            if (action instanceof Action.Prepared prepared) {
                texts.add(StandardCharsets.UTF_8
                        .decode(prepared.message().payload())
                        .toString());
            } else if (action instanceof Action.Text text) {
                texts.add(text.text());
            }
        }
        return texts;
    }

    static List<CloseReason> closes(RecordingWebSocket closed) {
        return closed.actions().stream()
                .filter(Action.Close.class::isInstance)
                .map(action -> ((Action.Close) action).reason())
                .toList();
    }

    /** What a stage failed with, null when it did not. */
    static @Nullable Throwable failure(CompletionStage<Void> stage) {
        List<Throwable> failure = new ArrayList<>();
        stage.whenComplete((done, why) -> {
            if (why != null) {
                failure.add(why);
            }
        });
        return failure.isEmpty() ? null : failure.get(0);
    }

    static boolean isDone(CompletionStage<Void> stage) {
        return stage.toCompletableFuture().isDone();
    }

    // ---- the application

    @Override
    public CompletionStage<Target> target(int attempt) {
        told.add("target " + attempt);
        throwIf("target");
        return target == null
                ? CompletableFuture.completedFuture(
                        new Target(URI.create("ws://server.example/"), ClientOptions.DEFAULTS))
                : target;
    }

    @Override
    public ConnectionHandler handler() {
        onLoop &= loop.inLoop();
        return new WebSocketHandler() {};
    }

    @Override
    public void onConnected(WebSocket opened, int attempt) {
        told.add("connected " + attempt);
        throwIf("connected");
        if (greeting != null) {
            opened.sendText(greeting);
        }
    }

    @Override
    public boolean again(Loss loss) {
        throwIf("again");
        return ReconnectHandler.super.again(loss);
    }

    @Override
    public void onLost(Loss loss, Duration delay) {
        told.add("lost");
        delays.add(delay);
    }

    @Override
    public void onGivenUp(Loss loss) {
        told.add("given up");
    }

    private void throwIf(String callback) {
        if (mistake.equals(callback)) {
            throw new IllegalStateException("on purpose");
        }
    }

    private final class Client implements WebSocketClient {
        @Override
        public CompletionStage<WebSocket> connect(URI uri, ClientOptions options, ConnectionHandler handler) {
            CompletableFuture<WebSocket> connect = new CompletableFuture<>();
            connects.add(connect);
            return connect;
        }

        @Override
        public <T> T service(Class<T> type) {
            return type.cast(plugin);
        }

        @Override
        public Map<String, Long> counters() {
            return Map.of();
        }

        @Override
        public EffectiveConfiguration describe() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
