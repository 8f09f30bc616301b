package io.longwire.ws.testkit;

import io.longwire.ws.ClientOptions;
import io.longwire.ws.Dispatch;
import io.longwire.ws.WebSocketClient;
import io.longwire.ws.WebSocketServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One test's server, client and connections. */
final class Stage {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<Thread> before = Threads.living();
    private final String transport;
    private final @Nullable MemoryNetwork network;
    private final List<TestClient> clients = new ArrayList<>();
    private final Pongs pongs = new Pongs();
    private @Nullable WebSocketServer server;
    private @Nullable WebSocketClient client;

    Stage(String transport, boolean inMemory) {
        this.transport = transport;
        this.network = inMemory ? new MemoryNetwork() : null;
    }

    void start(List<String> config, Consumer<WebSocketServer.Builder> routes) {
        WebSocketServer.Builder builder = WebSocketServer.builder().port(0);
        WebSocketClient.Builder out = WebSocketClient.builder().plugin(pongs);
        if (network == null) {
            builder.transport(transport);
            out.transport(transport);
        } else {
            builder.transport(new MemoryTransportProvider(network));
            out.transport(new MemoryTransportProvider(network));
        }
        for (String line : config) {
            String[] pair = line.split("=", 2);
            if (pair.length != 2) {
                throw new IllegalArgumentException("\"" + line + "\" is not a setting: write key = value");
            }
            builder.set(pair[0].strip(), pair[1].strip());
        }
        routes.accept(builder);
        server = builder.start();
        client = out.build();
    }

    WebSocketServer server() {
        return there(server);
    }

    ManualClock clock() {
        return there(network).clock();
    }

    TestClient connect(String path, String... subprotocols) {
        URI uri = URI.create("ws://127.0.0.1:" + server().port() + path);
        TestClient connected = new TestClient(this, path + " on " + transport, pongs);
        clients.add(connected);
        connected.connect(
                there(client),
                uri,
                ClientOptions.DEFAULTS.subprotocols(subprotocols).on(Dispatch.EVENT_LOOP));
        return connected;
    }

    /** Waits until something is so; in memory the loops are driven meanwhile. */
    void await(BooleanSupplier condition, Supplier<String> otherwise) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (System.nanoTime() - end < 0) {
                if (network != null) {
                    network.runPending();
                }
                synchronized (this) {
                    if (condition.getAsBoolean()) {
                        return;
                    }
                    // What is not told by a client (a thread's end) is looked at every 2 ms.
                    wait(2);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError(otherwise.get());
    }

    /** Takes everything down; says what did not go. */
    void end() {
        WebSocketServer running = server;
        if (running != null && client != null) {
            clients.forEach(TestClient::leave);
            await(
                    () -> running.connections() == 0,
                    () -> running.connections() + " connections are open though all clients have left\n" + log());
            client.close();
            running.close();
            var stopped = running.stop().toCompletableFuture();
            await(stopped::isDone, () -> "the server does not stop\n" + log());
        }
        List<Thread> left = Threads.living();
        left.removeAll(before);
        await(() -> left.stream().noneMatch(Thread::isAlive), () -> "threads outlive the server: " + left);
    }

    String log() {
        StringBuilder log = new StringBuilder();
        clients.forEach(each -> log.append(each).append('\n'));
        return log.toString();
    }

    private static <T> T there(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("the server did not start");
        }
        return part;
    }
}
