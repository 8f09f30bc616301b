package io.longwire.ws.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.ClientOptions;
import io.longwire.ws.HandshakeFailed;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketClient;
import io.longwire.ws.WebSocketServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A client that reaches its servers through a proxy (RFC 6455, 4.1, item 3), and proxies that do it wrong. */
class ProxyTest {
    private static final String PASSWORD = "open-sesame";

    private final Heard heard = new Heard();
    private final Heard seen = new Heard();

    @OnEachTransportAndTls
    void theServerIsReachedThroughATunnelAndNeverToldTheProxysCredentials(String transport) throws Exception {
        String basic =
                "Basic " + Base64.getEncoder().encodeToString(("ali:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        try (ServerSocket proxy = listener();
                WebSocketServer server = Tls.server(transport)
                        .endpoint("/", () -> new Heard.Recording(heard) {
                            @Override
                            public void onOpen(WebSocket socket) {
                                seen.add("headers " + socket.handshake().headerNames());
                                super.onOpen(socket);
                            }
                        })
                        .start();
                WebSocketClient client = through(proxy, transport)
                        .set("ws.client.proxy.user", "ali")
                        .set("ws.client.proxy.password", PASSWORD)
                        .build()) {
            var connecting = client.connect(Tls.uri(transport, server.port(), "/"), new Heard.Recording(new Heard()));
            RawPeer inner = RawPeer.accept("", proxy);

            assertThat(inner.readHead())
                    .isEqualTo("CONNECT 127.0.0.1:" + server.port() + " HTTP/1.1\r\nHost: 127.0.0.1:" + server.port()
                            + "\r\nProxy-Authorization: " + basic + "\r\n\r\n");
            inner.send("HTTP/1.1 200 Connection established\r\nContent-Length: 5\r\n\r\n"); // to be ignored, RFC 9110,
            // 9.3.6
            tunnel(inner, server.port());
            WebSocket socket = connecting.toCompletableFuture().get(30, TimeUnit.SECONDS);
            socket.sendText("hello");

            assertThat(heard.next(2)).containsExactly("open", "text hello");
            assertThat(seen.next()).contains("Sec-WebSocket-Key").doesNotContain("Proxy");
            assertThat(client.describe().toString()).doesNotContain(PASSWORD);
        }
    }

    @OnEachTransportAndTls
    void anAnswerThatIsNoTunnelFailsTheConnectInOneSentence(String transport) throws Exception {
        assertFails(
                transport,
                "HTTP/1.1 407 Whatever\r\nProxy-Authenticate: Basic\r\n\r\n",
                407,
                "the proxy answered 407 Proxy Authentication Required");
        assertFails(transport, "HTTP/1.1 403 No\r\n\r\n", 403, "the proxy answered 403 Forbidden");
        assertFails(transport, "HTTP/1.1 101 Switching\r\n\r\n", 101, "the proxy answered 101 Switching Protocols");
        assertFails(transport, "SOCKS\r\n\r\n", 0, "the proxy's answer is wrong: the response is not HTTP");
    }

    @OnEachTransportAndTls
    void bytesInTheNameOfAServerThatWasNotAskedYetFailTheConnect(String transport) throws Exception {
        String sentence = "the proxy sent bytes that the server was not asked for yet";
        assertFails(transport, "HTTP/1.1 200 OK\r\n\r\n\u0081\u0005hello", 200, sentence);
        assertFails(transport, "HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 101 Switching Protocols\r\n\r\n", 200, sentence);
    }

    @OnEachTransportAndTls
    void aHeadOf64KiBFailsTheConnect(String transport) throws Exception {
        assertFails(
                transport,
                "HTTP/1.1 200 OK\r\nX: " + "a".repeat(64 * 1024),
                0,
                "the proxy's answer is wrong: the response is not HTTP: the head is too large");
    }

    @OnEachTransportAndTls
    void aProxyThatLeavesFailsTheConnect(String transport) throws Exception {
        try (ServerSocket proxy = listener();
                WebSocketClient client = through(proxy, transport).build()) {
            var connecting = connect(client, transport);
            RawPeer.accept("", proxy).close();

            // FIN or, as the request was not read, RST
            assertThatThrownBy(() -> connecting.get(30, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(HandshakeFailed.class)
                    .hasMessageMatching(".*(the proxy ended the connection before it answered"
                            + "|the connection ended before the proxy answered)");
        }
    }

    @OnEachTransportAndTls
    void aProxyThatIsSilentFailsTheConnectAtItsTimeout(String transport) throws Exception {
        try (ServerSocket proxy = listener();
                WebSocketClient client = through(proxy, transport)
                        .set("ws.client.proxy.timeout", "20 ms")
                        .build()) {
            assertThatThrownBy(() -> connect(client, transport).get(30, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(HandshakeFailed.class)
                    .hasMessageEndingWith("no answer of the proxy within PT0.02S");
        }
    }

    @OnEachTransportAndTls
    void aServerThatIsSilentFailsTheConnectAtTheTimeoutOfItsStep(String transport) throws Exception {
        String sentence = Tls.isIn(transport)
                ? "no TLS with 127.0.0.1 within PT0.02S"
                : "no answer to the opening handshake within PT0.03S";
        try (ServerSocket server = listener();
                WebSocketClient client = Tls.client(transport)
                        .set("ws.client.tls.handshake-timeout", "20 ms")
                        .set("ws.limits.handshake-timeout", "30 ms")
                        .build()) {
            assertThatThrownBy(() -> client.connect(
                                    Tls.uri(transport, server.getLocalPort(), "/"), new Heard.Recording(heard))
                            .toCompletableFuture()
                            .get(30, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(HandshakeFailed.class)
                    .hasMessageEndingWith(sentence);
        }
    }

    private void assertFails(String transport, String answer, int status, String sentence) throws Exception {
        try (ServerSocket proxy = listener();
                WebSocketClient client = through(proxy, transport).build()) {
            var connecting = connect(client, transport);
            RawPeer inner = RawPeer.accept("", proxy);
            assertThat(inner.readHead()).startsWith("CONNECT ").doesNotContain("Proxy-Authorization", "token");
            inner.send(answer);

            assertThatThrownBy(() -> connecting.get(30, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(HandshakeFailed.class)
                    .hasMessageContaining(sentence)
                    .satisfies(failure -> assertThat(((HandshakeFailed) failure.getCause()).status())
                            .isEqualTo(status));
            assertThat(inner.readHead()).as("what came after it").isEmpty();
        }
        assertThat(heard.soFar()).isEmpty();
    }

    /** Nobody is there; it is the proxy's to say so. */
    private CompletableFuture<WebSocket> connect(WebSocketClient client, String transport) {
        ClientOptions options = ClientOptions.DEFAULTS.header("Authorization", "Bearer token");
        return client.connect(Tls.uri(transport, 1, "/"), options, new Heard.Recording(heard))
                .toCompletableFuture();
    }

    private static WebSocketClient.Builder through(ServerSocket proxy, String transport) {
        return Tls.client(transport).set("ws.client.proxy.address", "localhost:" + proxy.getLocalPort());
    }

    private static ServerSocket listener() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    }

    /** Passes bytes on, both ways, until one side ends. */
    private static void tunnel(RawPeer client, int port) throws IOException {
        Socket server = new Socket(InetAddress.getByName("127.0.0.1"), port);
        pass(client.in(), server.getOutputStream());
        pass(server.getInputStream(), client.out());
    }

    private static void pass(InputStream from, OutputStream to) {
        Thread thread = new Thread(
                () -> {
                    try (from;
                            to) {
                        from.transferTo(to);
                    } catch (IOException ended) {
                        // so does the other way
                    }
                },
                "tunnel");
        thread.setDaemon(true);
        thread.start();
    }
}
