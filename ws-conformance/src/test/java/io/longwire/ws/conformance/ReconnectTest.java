package io.longwire.ws.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.ClientOptions;
import io.longwire.ws.ConnectionHandler;
import io.longwire.ws.Dispatch;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketClient;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.reconnect.Loss;
import io.longwire.ws.reconnect.ReconnectHandler;
import io.longwire.ws.reconnect.ReconnectingSocket;
import io.longwire.ws.reconnect.Target;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Connections that are made again, over real sockets to servers that really go. */
class ReconnectTest {
    private static final int RESTARTS = 20;

    private final Heard arrived = new Heard();
    private final Heard app = new Heard();

    @OnEachTransportAndTls
    void survivesTwentyRestartsOfItsServerAndSendsNothingTwice(String transport) throws Exception {
        List<String> got = new ArrayList<>();
        List<String> delays = new ArrayList<>();
        WebSocketServer server = start(transport, 0);
        int port = server.port();
        try (WebSocketClient client = quick(transport)) {
            ReconnectingSocket socket = ReconnectingSocket.open(client, new App(Tls.uri(transport, port, "/"), app));
            List<CompletionStage<Void>> sent = new ArrayList<>();
            for (int restart = 0; restart <= RESTARTS; restart++) {
                awaitConnected(delays);
                send(socket, sent, 10);
                // 5 that waited for this connection, but for the first one
                got.addAll(arrived.next(restart == 0 ? 10 : 15));
                if (restart < RESTARTS) {
                    server.close();
                    String lost = app.next();
                    assertThat(lost).startsWith("lost 1012 ");
                    delays.add(lost.substring("lost 1012 ".length()));
                    send(socket, sent, 5);
                    server = start(transport, port);
                }
            }
            CompletableFuture.allOf(sent.stream()
                            .map(CompletionStage::toCompletableFuture)
                            .toArray(CompletableFuture[]::new))
                    .get(30, TimeUnit.SECONDS);
            socket.close();
            socket.ended().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } finally {
            server.close();
        }
        System.out.println("delays over " + RESTARTS + " restarts, " + transport + ": " + delays);
        assertThat(arrived.soFar()).isEmpty();
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 15 * RESTARTS + 10; i++) {
            all.add("text " + i);
        }
        assertThat(got).isEqualTo(all);
        assertThat(delays).hasSizeGreaterThanOrEqualTo(RESTARTS);
    }

    @OnEachTransportAndTls
    void aServerThatFallsSilentIsLeftByTheHeartbeatAndComeBackTo(String transport) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
                WebSocketClient client = Tls.client(transport)
                        .set("ws.plugins.heartbeat.interval", "100 ms")
                        .set("ws.plugins.heartbeat.timeout", "100 ms")
                        .set("ws.plugins.reconnect.first", "10 ms")
                        .build()) {
            ReconnectingSocket socket =
                    ReconnectingSocket.open(client, new App(Tls.uri(transport, listener.getLocalPort(), "/"), app));
            RawPeer silent = RawPeer.accept(transport, listener);
            silent.send(silent.agreement());
            assertThat(app.next()).isEqualTo("connected 1");
            assertThat(app.next()).startsWith("lost 1006 ");
            RawPeer again = RawPeer.accept(transport, listener);
            again.send(again.agreement());
            assertThat(app.next()).isEqualTo("connected 2");
            socket.close();
            again.close(); // or the client waits for it to answer the Close frame
        }
    }

    @OnEachTransportAndTls
    void theEndOfTheClientIsTheEndOfItsAttempts(String transport) throws Exception {
        WebSocketClient client = quick(transport);
        ReconnectingSocket socket =
                ReconnectingSocket.open(client, new App(Tls.uri(transport, unusedPort(), "/"), app));
        assertThat(app.next()).startsWith("lost ");
        client.close();

        socket.ended().toCompletableFuture().get(30, TimeUnit.SECONDS);
        assertThat(socket.sendText("late").toCompletableFuture()).isCompletedExceptionally();
    }

    private void awaitConnected(List<String> delays) throws InterruptedException {
        for (String line = app.next(); !line.startsWith("connected"); line = app.next()) {
            delays.add(line.substring(line.lastIndexOf(' ', line.length() - 4) + 1));
        }
    }

    private static void send(ReconnectingSocket socket, List<CompletionStage<Void>> sent, int count) {
        for (int i = 0; i < count; i++) {
            sent.add(socket.sendText(Integer.toString(sent.size())));
        }
    }

    private WebSocketServer start(String transport, int port) {
        return Tls.server(transport)
                .port(port)
                .set("ws.server.drain.spread", "0 s")
                .endpoint("/", Dispatch.EVENT_LOOP, () -> new WebSocketHandler() {
                    @Override
                    public void onText(WebSocket socket, String text) {
                        arrived.add("text " + text);
                    }
                })
                .start();
    }

    private static WebSocketClient quick(String transport) {
        return Tls.client(transport)
                .set("ws.plugins.reconnect.first", "20 ms")
                .set("ws.plugins.reconnect.max", "200 ms")
                .build();
    }

    private static int unusedPort() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            return taken.getLocalPort();
        }
    }

    /** Writes down what it hears. */
    private record App(URI uri, Heard heard) implements ReconnectHandler {
        @Override
        public CompletionStage<Target> target(int attempt) {
            return CompletableFuture.completedFuture(new Target(uri, ClientOptions.DEFAULTS));
        }

        @Override
        public ConnectionHandler handler() {
            return new WebSocketHandler() {};
        }

        @Override
        public void onConnected(WebSocket socket, int attempt) {
            heard.add("connected " + attempt);
        }

        @Override
        public void onLost(Loss loss, Duration delay) {
            String what = loss instanceof Loss.Ended ended
                    ? Integer.toString(ended.how().code())
                    : "attempt";
            heard.add("lost " + what + " " + delay.toNanos() / 1000 + " us");
        }
    }
}
