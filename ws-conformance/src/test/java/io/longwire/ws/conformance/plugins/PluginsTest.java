package io.longwire.ws.conformance.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.Closed;
import io.longwire.ws.Dispatch;
import io.longwire.ws.Message;
import io.longwire.ws.StartFailed;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.broadcast.Topics;
import io.longwire.ws.heartbeat.Heartbeat;
import io.longwire.ws.heartbeat.HeartbeatTimeout;
import io.longwire.ws.spi.Meter;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The heartbeat and the topics as the engine runs them, over real sockets. */
@Timeout(120)
class PluginsTest {
    private static final int CLIENTS = 8;
    private static final int EACH = 50;

    private final CountDownLatch talkersGone = new CountDownLatch(CLIENTS);

    @ParameterizedTest
    @EnumSource(Dispatch.class)
    void allClientsGetAllPublicationsInOneOrder(Dispatch dispatch) throws Exception {
        try (var server = server().endpoint("/", dispatch, Talker::new).start()) {
            List<Client> clients = connect(server, CLIENTS);
            Topics topics = server.service(Topics.class);
            for (Client client : clients) {
                client.await("welcome");
            }
            assertThat(topics.topic("all").size()).isEqualTo(CLIENTS);
            for (int i = 0; i < EACH; i++) {
                for (int c = 0; c < CLIENTS; c++) {
                    clients.get(c).send(c + ":" + i);
                }
            }
            List<List<String>> seen = new ArrayList<>();
            for (Client client : clients) {
                seen.add(client.take(CLIENTS * EACH));
            }
            assertThat(seen).allSatisfy(own -> assertThat(own).isEqualTo(seen.get(0)));
            assertThat(seen.get(0))
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, CLIENTS * EACH)
                            .mapToObj(n -> n % CLIENTS + ":" + n / CLIENTS)
                            .toList());
            for (Client client : clients) {
                client.socket.sendClose(1000, "").get(60, TimeUnit.SECONDS);
            }
            assertThat(talkersGone.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(topics.size()).isZero();
        }
    }

    @Test
    void aSilentPeerIsCutWithTheHeartbeatAsTheCause() throws Exception {
        var ended = new CompletableFuture<Closed>();
        var failed = new CompletableFuture<Throwable>();
        try (var server = server().set("ws.plugins.heartbeat.interval", "200 ms")
                        .set("ws.plugins.heartbeat.timeout", "200 ms")
                        .endpoint("/", Dispatch.EVENT_LOOP, () -> new WebSocketHandler() {
                            @Override
                            public void onError(io.longwire.ws.WebSocket socket, Throwable cause) {
                                failed.complete(cause);
                            }

                            @Override
                            public void onClose(io.longwire.ws.WebSocket socket, Closed how) {
                                ended.complete(how);
                            }
                        })
                        .start();
                var silent = new Socket("127.0.0.1", server.port())) {
            silent.getOutputStream().write(opening());
            assertThat(failed.get(60, TimeUnit.SECONDS)).isInstanceOf(HeartbeatTimeout.class);
            Closed how = ended.get(60, TimeUnit.SECONDS);
            assertThat(how.code()).isEqualTo(1006);
            assertThat(how.cause()).isInstanceOf(HeartbeatTimeout.class);
            assertThat(endsWithClose(silent.getInputStream().readAllBytes())).isTrue();
            assertThat(server.counters().get("ws.heartbeat.timeouts")).isEqualTo(1);
        }
    }

    @Test
    void aPeerThatAnswersIsMeasured() throws Exception {
        var socket = new CompletableFuture<io.longwire.ws.WebSocket>();
        var meter = new RoundTrips();
        try (var server = server().set("ws.plugins.heartbeat.interval", "100 ms")
                .meter(meter)
                .endpoint("/", Dispatch.EVENT_LOOP, () -> new WebSocketHandler() {
                    @Override
                    public void onOpen(io.longwire.ws.WebSocket opened) {
                        socket.complete(opened);
                    }
                })
                .start()) {
            connect(server, 1);
            assertThat(meter.second.await(60, TimeUnit.SECONDS)).isTrue();
            Heartbeat heartbeat = server.service(Heartbeat.class);
            assertThat(heartbeat.rtt(socket.join()))
                    .hasValueSatisfying(rtt -> assertThat(rtt).isPositive());
        }
    }

    /** Tells when a second round trip is recorded, so that what follows the first record is done. */
    private static final class RoundTrips implements Meter {
        final CountDownLatch second = new CountDownLatch(2);

        @Override
        public Counter counter(String name, String... labels) {
            return n -> {};
        }

        @Override
        public Histogram histogram(String name, String... labels) {
            return name.equals("ws.heartbeat.rtt") ? value -> second.countDown() : value -> {};
        }
    }

    @Test
    void anIdleLimitShorterThanTheIntervalStopsTheStart() {
        assertThatThrownBy(() -> server().set("ws.limits.idle-timeout", "25 s")
                        .endpoint("/", Talker::new)
                        .start())
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining("ws.plugins.heartbeat.interval")
                .hasMessageContaining("ws.limits.idle-timeout");
    }

    @ParameterizedTest
    @MethodSource("wordsForOff")
    void aPluginThatIsOffOffersNothing(Object off) {
        try (var server = server().set("ws.plugins.broadcast.enabled", off)
                .endpoint("/", Talker::new)
                .start()) {
            assertThatThrownBy(() -> server.service(Topics.class)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    static List<Object> wordsForOff() {
        return List.of(false, "false", "off", "no");
    }

    private static WebSocketServer.Builder server() {
        return WebSocketServer.builder().port(0).transport("nio");
    }

    /** Publishes what it hears. */
    private final class Talker implements WebSocketHandler {
        @Override
        public void onOpen(io.longwire.ws.WebSocket socket) {
            socket.handshake().service(Topics.class).topic("all").subscribe(socket);
            socket.sendText("welcome");
        }

        @Override
        public void onText(io.longwire.ws.WebSocket socket, String text) {
            socket.handshake().service(Topics.class).topic("all").publish(Message.text(text));
        }

        @Override
        public void onClose(io.longwire.ws.WebSocket socket, Closed how) {
            talkersGone.countDown();
        }
    }

    private static List<Client> connect(WebSocketServer server, int count) throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            var client = new Client();
            client.socket = http.newWebSocketBuilder()
                    .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/"), client)
                    .get(60, TimeUnit.SECONDS);
            clients.add(client);
        }
        return clients;
    }

    private static byte[] opening() {
        return ("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether the last frame is a Close with 1011 and "heartbeat". */
    private static boolean endsWithClose(byte[] received) {
        String latin = new String(received, StandardCharsets.ISO_8859_1);
        return latin.endsWith("\u0088\u000b\u0003\u00f3heartbeat");
    }

    /** A client of the JDK's. */
    private static final class Client implements WebSocket.Listener {
        private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
        private final StringBuilder part = new StringBuilder();
        private WebSocket socket;

        void send(String text) throws Exception {
            socket.sendText(text, true).get(60, TimeUnit.SECONDS);
        }

        void await(String text) throws InterruptedException {
            assertThat(received.poll(60, TimeUnit.SECONDS)).isEqualTo(text);
        }

        List<String> take(int count) throws InterruptedException {
            List<String> taken = new ArrayList<>();
            while (taken.size() < count) {
                String next = received.poll(60, TimeUnit.SECONDS);
                assertThat(next).as("after %d messages", taken.size()).isNotNull();
                taken.add(next);
            }
            return taken;
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                received.add(part.toString());
                part.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
