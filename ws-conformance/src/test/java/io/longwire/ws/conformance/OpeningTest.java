package io.longwire.ws.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.ClientOptions;
import io.longwire.ws.ConnectionHandler;
import io.longwire.ws.Dispatch;
import io.longwire.ws.EndpointProvider;
import io.longwire.ws.Handshake;
import io.longwire.ws.HandshakeRejected;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketClient;
import io.longwire.ws.WebSocketServer;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Opening handshakes, what is refused, and what is served to who asks for less. */
class OpeningTest {
    private final Heard heard = new Heard();

    private static byte[] oneTwoThree() {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (String text : new String[] {"1", "2", "3"}) {
            frames.writeBytes(Frame.text(text).masked(true).bytes());
        }
        return frames.toByteArray();
    }

    @OnEachTransportAndTls
    void aForeignOriginIsRefusedWith403(String transport) throws Exception {
        try (WebSocketServer server = Heard.server(transport)
                .endpoint("/", () -> new Heard.Recording(heard))
                .start()) {
            assertThat(answer(transport, server, "/", "Origin: http://evil.example"))
                    .startsWith("HTTP/1.1 403 ");
            assertThat(answer(transport, server, "/", "Origin: null")).startsWith("HTTP/1.1 403 ");
            String own = (Tls.isIn(transport) ? "https" : "http") + "://127.0.0.1:" + server.port();
            String other = (Tls.isIn(transport) ? "http" : "https") + "://127.0.0.1:" + server.port();
            assertThat(answer(transport, server, "/", "Origin: " + other)).startsWith("HTTP/1.1 403 ");
            assertThat(answer(transport, server, "/", "Origin: " + own)).startsWith("HTTP/1.1 101 ");
            assertThat(heard.next()).isEqualTo("open");
            assertThat(server.counters()).containsEntry("ws.handshakes.refused{status=403}", 3L);
        }
    }

    @OnEachTransportAndTls
    void anOriginThatIsAllowedByNameMayConnect(String transport) throws Exception {
        try (WebSocketServer server = Heard.server(transport)
                .set("ws.server.origins", List.of("https://app.example"))
                .endpoint("/", () -> new Heard.Recording(heard))
                .start()) {
            assertThat(answer(transport, server, "/", "Origin: https://app.example"))
                    .startsWith("HTTP/1.1 101 ");
            assertThat(answer(transport, server, "/", "Origin: https://app.example.evil.example"))
                    .startsWith("HTTP/1.1 403 ");
        }
    }

    @OnEachTransportAndTls
    void anUnknownPathIs404AndAKnownOneWithoutUpgrade426(String transport) throws Exception {
        try (WebSocketServer server = Heard.server(transport)
                        .endpoint("/known", () -> new Heard.Recording(heard))
                        .start();
                RawPeer plain = RawPeer.connect(transport, server.port())) {
            assertThat(answer(transport, server, "/unknown")).startsWith("HTTP/1.1 404 ");
            plain.send("GET /known HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(plain.readHead()).startsWith("HTTP/1.1 426 ").contains("Upgrade: websocket");
        }
    }

    @OnEachTransportAndTls
    void anEndpointRefusesWithItsStatusAndHidesWhatWentWrong(String transport) throws Exception {
        try (WebSocketServer server = Heard.server(transport)
                .endpoint(new Opening(Dispatch.WORKER) {
                    @Override
                    public ConnectionHandler open(Handshake handshake) throws HandshakeRejected {
                        if (handshake.query("token").isEmpty()) {
                            throw new HandshakeRejected(401, "no token");
                        }
                        throw new IllegalStateException("the database's password is wrong");
                    }
                })
                .start()) {
            assertThat(answer(transport, server, "/")).startsWith("HTTP/1.1 401 ");
            assertThat(answer(transport, server, "/?token=x"))
                    .startsWith("HTTP/1.1 500 ")
                    .doesNotContain("password");
        }
    }

    private static String answer(String transport, WebSocketServer server, String target, String... headers)
            throws Exception {
        try (RawPeer peer = RawPeer.connect(transport, server.port())) {
            peer.send(peer.request(target, headers));
            return peer.readHead();
        }
    }

    /** An endpoint at the root. */
    private abstract static class Opening implements EndpointProvider {
        private final Dispatch dispatch;

        Opening(Dispatch dispatch) {
            this.dispatch = dispatch;
        }

        @Override
        public String path() {
            return "/";
        }

        @Override
        public Dispatch dispatch() {
            return dispatch;
        }
    }

    @OnEachTransportAndTls
    void bytesInTheHandshakesPacketAreDeliveredAfterOnOpenInOrder(String transport) throws Exception {
        for (Dispatch dispatch : Dispatch.values()) {
            try (WebSocketServer server = Heard.server(transport)
                            .endpoint("/", dispatch, () -> new Heard.Recording(heard))
                            .start();
                    RawPeer peer = RawPeer.connect(transport, server.port()).upgrade("/", oneTwoThree())) {
                peer.send(Frame.text("4"));
                assertThat(heard.next(5)).containsExactly("open", "text 1", "text 2", "text 3", "text 4");
            }
            assertThat(heard.next()).startsWith("closed");
        }
    }

    @OnEachTransportAndTls
    void bytesThatComeWhileTheEndpointStillOpensAreDeliveredAfterOnOpenInOrder(String transport) throws Exception {
        CompletableFuture<ConnectionHandler> opens = new CompletableFuture<>();
        CountDownLatch asked = new CountDownLatch(1);
        try (WebSocketServer server = Heard.server(transport)
                        .endpoint(new Opening(Dispatch.EVENT_LOOP) {
                            @Override
                            public ConnectionHandler open(Handshake handshake) {
                                throw new AssertionError("openAsync is asked");
                            }

                            @Override
                            public CompletionStage<ConnectionHandler> openAsync(Handshake handshake) {
                                asked.countDown();
                                return opens;
                            }
                        })
                        .start();
                RawPeer peer = RawPeer.connect(transport, server.port());
                RawPeer other = RawPeer.connect(transport, server.port())) {
            peer.send(peer.request("/"));
            assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
            peer.send(oneTwoThree());
            // The loop has read them, or will: there is one loop, and it answers another connection.
            other.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(other.readHead()).startsWith("HTTP/1.1 200 ");
            assertThat(heard.soFar()).isEmpty();
            opens.complete(new Heard.Recording(heard));
            peer.expectAgreement();
            assertThat(heard.next(4)).containsExactly("open", "text 1", "text 2", "text 3");
        }
    }

    @OnEachTransportAndTls
    void theSiteIsServedForGetAndHeadAndTheSameConnectionMayUpgrade(String transport) throws Exception {
        String page = new String(
                OpeningTest.class.getResourceAsStream("/site/index.html").readAllBytes(), StandardCharsets.UTF_8);
        int length = page.getBytes(StandardCharsets.UTF_8).length;
        try (WebSocketServer server = Heard.server(transport)
                        .resources("/", OpeningTest.class.getClassLoader(), "site")
                        .endpoint("/echo", Heard.Echo::new)
                        .start();
                RawPeer peer = RawPeer.connect(transport, server.port())) {
            peer.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\nHEAD /index.html HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(peer.readHead())
                    .startsWith("HTTP/1.1 200 ")
                    .containsIgnoringCase("\r\nContent-Type: text/html; charset=utf-8\r\n")
                    .containsIgnoringCase("\r\nContent-Length: " + length + "\r\n");
            assertThat(peer.readBody(length)).isEqualTo(page);
            assertThat(peer.readHead())
                    .startsWith("HTTP/1.1 200 ")
                    .containsIgnoringCase("\r\nContent-Length: " + length + "\r\n");
            // No body follows a HEAD: the next bytes are the next answer.
            peer.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(peer.readHead()).startsWith("HTTP/1.1 200 ").containsIgnoringCase("\r\nContent-Length: 2\r\n");
            assertThat(peer.readBody(2)).isEqualTo("ok");
            peer.upgrade("/echo", peer.bytes(Frame.text("early")));
            assertThat(peer.read()).isEqualTo(Frame.text("early"));
        }
    }

    @OnEachTransportAndTls
    void aClientsConnectCompletesWhenOnOpenReturnedThoughTheServerIsGone(String transport) throws Exception {
        CountDownLatch inOnOpen = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                WebSocketClient client = Tls.client(transport).build()) {
            URI uri = Tls.uri(transport, listener.getLocalPort(), "/");
            CompletableFuture<WebSocket> connected = client.connect(
                            uri, ClientOptions.DEFAULTS.on(Dispatch.WORKER), new Heard.Recording(heard) {
                                @Override
                                public void onOpen(WebSocket socket) {
                                    super.onOpen(socket);
                                    inOnOpen.countDown();
                                    await(goOn);
                                }
                            })
                    .toCompletableFuture();
            try (RawPeer server = RawPeer.accept(transport, listener)) {
                server.sendTogether(server.agreement(), server.bytes(Frame.text("hello")));
                assertThat(inOnOpen.await(60, TimeUnit.SECONDS)).isTrue();
                server.send(Frame.close(1000, ""));
                assertThat(server.readToEnd()).containsExactly(Frame.close(1000, ""));
            }
            assertThat(connected).isNotDone();
            goOn.countDown();
            assertThat(connected.get(60, TimeUnit.SECONDS).isOpen()).isFalse();
            assertThat(heard.next(3)).containsExactly("open", "text hello", "closed 1000 \"\" by PEER");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
