package io.longwire.ws.auth;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.longwire.ws.Handshake;
import io.longwire.ws.HandshakeRejected;
import io.longwire.ws.MessageKind;
import io.longwire.ws.spi.ConnectionWatcher;
import io.longwire.ws.spi.Gate;
import io.longwire.ws.spi.Plugin;
import io.longwire.ws.testkit.FakeHandshake;
import io.longwire.ws.testkit.FakePluginContext;
import io.longwire.ws.testkit.ManualLoop;
import io.longwire.ws.testkit.MapSettings;
import io.longwire.ws.testkit.RecordingWebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** The plug-in in an engine of one loop that a test drives, with a clock of the world that goes with it. */
final class Lab {
    static final Keys KEYS;
    private static final String KEY = Keys.generate("a");

    static {
        KEYS = Keys.parse(List.of(KEY));
    }

    final ManualLoop loop = new ManualLoop();
    final WallClock wall = new WallClock();
    final Tokens tokens = new Tokens(KEYS, "test", Duration.ofDays(30), wall);
    final FakePluginContext context;
    final Plugin plugin;
    final Authentication authentication;

    Lab(MapSettings settings) {
        this(settings, null);
    }

    Lab(MapSettings settings, Authenticator authenticator) {
        context = new FakePluginContext(settings, loop).endpoint("/").endpoint("/open");
        settings.with("open-paths", List.of("/open"));
        context.with("server", new MapSettings().with("origins", List.of()));
        plugin = new AuthProvider(authenticator, wall).create(context);
        authentication = context.service(Authentication.class).orElseThrow();
    }

    /** Those of the reference, with a key and one path. */
    static MapSettings settings() {
        return new MapSettings()
                .with("enabled", true)
                .with("paths", List.of("/"))
                .with("open-paths", List.of())
                .with("require-all", true)
                .with("sources", List.of("bearer"))
                .with("cookie", "session")
                .with("query-parameter", "token")
                .with("subprotocol", "bearer")
                .with("realm", "test")
                .with("keys", List.of(KEY))
                .with("key-file", null)
                .with("purpose", "test")
                .with("max-age", Duration.ofDays(30))
                .with("first-message-limit", 8192)
                .with("first-message-timeout", Duration.ofSeconds(10));
    }

    static MapSettings sources(String... sources) {
        return settings().with("sources", List.of(sources));
    }

    /** A handshake that was admitted becomes a connection. */
    Connection connect(Handshake handshake) {
        plugin.admit(handshake).toCompletableFuture().join();
        return open(handshake);
    }

    /** A handshake that was admitted already becomes a connection. */
    Connection open(Handshake handshake) {
        RecordingWebSocket socket = new RecordingWebSocket(loop, handshake);
        ConnectionWatcher[] watcher = new ConnectionWatcher[1];
        Gate[] gate = new Gate[1];
        loop.execute(() -> {
            watcher[0] = plugin.watch(socket, loop);
            gate[0] = plugin.gate(socket).orElse(null);
        });
        loop.runPending();
        return new Connection(this, socket, watcher[0], gate[0]);
    }

    /** One that a token let in. */
    Connection connect(String name, Duration lifetime) {
        return connect(bearer(tokens.issue(name, lifetime)));
    }

    static FakeHandshake bearer(String token) {
        return new FakeHandshake("/").header("Authorization", "Bearer " + token);
    }

    /** Why a handshake is refused. */
    HandshakeRejected refusal(Handshake handshake) {
        CompletionException failed = catchThrowableOfType(
                CompletionException.class,
                () -> plugin.admit(handshake).toCompletableFuture().join());
        return (HandshakeRejected) failed.getCause();
    }

    /** What was counted under a name, whatever the labels. */
    long total(String name) {
        return context.meter().counts().entrySet().stream()
                .filter(count -> count.getKey().startsWith(name))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Time goes by, on the loop and in the world, in steps that no tick is missed in. */
    void advance(Duration by) {
        Duration step = Duration.ofMillis(50);
        for (Duration left = by; !left.isZero(); left = left.minus(step)) {
            step = left.compareTo(step) < 0 ? left : step;
            wall.advance(step);
            loop.advance(step);
        }
    }

    record Connection(Lab lab, RecordingWebSocket socket, ConnectionWatcher watcher, Gate gate) {
        /** Sends the first message. */
        CompletionStage<Void> first(String text) {
            @SuppressWarnings({"unchecked", "rawtypes"})
            CompletionStage<Void>[] stage = new CompletionStage[1];
            lab.loop.execute(() -> stage[0] = gate.onFirst(MessageKind.TEXT, StandardCharsets.UTF_8.encode(text)));
            lab.loop.runPending();
            return stage[0];
        }
    }
}
