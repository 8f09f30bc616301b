package io.longwire.ws.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.ClientOptions;
import io.longwire.ws.HandshakeFailed;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketClient;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A client that follows redirects (RFC 6455, 4.1, and RFC 9110, 15.4), and where it does not. */
class RedirectTest {
    private final Heard heard = new Heard();

    @OnEachTransportAndTls
    void isFollowedWithinTheOriginWithTheApplicationsHeaders(String transport) throws Exception {
        try (ServerSocket server = listener();
                WebSocketClient client = following(transport, 5)) {
            var connecting = connect(client, transport, server);
            answer(transport, server, "GET /a?b=1 ", "302 Found", "/c?d=2#e");
            RawPeer second = RawPeer.accept(transport, server);
            String agreement = second.agreement();
            assertThat(second.head())
                    .startsWith("GET /c?d=2 HTTP/1.1\r\n")
                    .contains("Authorization: Bearer token", "Cookie: session=1", "Sec-WebSocket-Protocol: chat");
            second.send(agreement);

            WebSocket socket = connecting.get(30, TimeUnit.SECONDS);
            assertThat(socket.handshake().path()).isEqualTo("/c");
            assertThat(heard.next()).isEqualTo("open");
            second.close(); // or the client waits for it to answer the Close frame
        }
    }

    @OnEachTransportAndTls
    void isFollowedToAnotherOriginWithoutTheApplicationsHeaders(String transport) throws Exception {
        String scheme = Tls.isIn(transport) ? "HTTPS" : "http";
        try (ServerSocket server = listener();
                ServerSocket other = listener();
                WebSocketClient client = following(transport, 5)) {
            var connecting = connect(client, transport, server);
            answer(
                    transport,
                    server,
                    "GET /a?b=1 ",
                    "308 Moved",
                    scheme + "://127.0.0.1:" + other.getLocalPort() + "/x");
            RawPeer second = RawPeer.accept(transport, other);
            String agreement = second.agreement();
            assertThat(second.head())
                    .startsWith("GET /x HTTP/1.1\r\nHost: 127.0.0.1:" + other.getLocalPort() + "\r\n")
                    .contains("Sec-WebSocket-Protocol: chat")
                    .doesNotContain("Authorization", "Cookie", "token", "session");
            second.send(agreement);

            assertThat(connecting.get(30, TimeUnit.SECONDS).isOpen()).isTrue();
            second.close();
        }
    }

    @OnEachTransportAndTls
    void inACircleFails(String transport) throws Exception {
        try (ServerSocket server = listener();
                WebSocketClient client = following(transport, 5)) {
            var connecting = connect(client, transport, server);
            answer(transport, server, "GET /a?b=1 ", "307 X", "b");
            answer(transport, server, "GET /b ", "301 X", "/a?b=1");

            assertFails(connecting, 301, "the server redirects in a circle");
        }
    }

    @OnEachTransportAndTls
    void withoutEndFails(String transport) throws Exception {
        try (ServerSocket server = listener();
                WebSocketClient client = following(transport, 2)) {
            var connecting = connect(client, transport, server);
            answer(transport, server, "GET /a?b=1 ", "302 X", "/1");
            answer(transport, server, "GET /1 ", "302 X", "/2");
            answer(transport, server, "GET /2 ", "302 X", "/3");

            assertFails(connecting, 302, "the server redirects more than 2 times");
        }
    }

    @OnEachTransportAndTls
    void fromTlsToNoneFails(String transport) throws Exception {
        try (ServerSocket server = listener();
                WebSocketClient client = following(transport, 5)) {
            var connecting = connect(client, transport, server);
            answer(transport, server, "GET /a?b=1 ", "302 X", "ws://127.0.0.1:" + server.getLocalPort() + "/plain");
            if (Tls.isIn(transport)) {
                assertFails(connecting, 302, "the server redirects from wss to ws");
            } else {
                answer(transport, server, "GET /plain ", "404 X", "/");
                assertFails(connecting, 404, "the server answered 404 Not Found");
            }
        }
    }

    @OnEachTransportAndTls
    void toWhatIsNoAddressOfAWebSocketFails(String transport) throws Exception {
        for (String location : new String[] {"ftp://127.0.0.1/", "http://user@127.0.0.1/", "http://[", "mailto:a"}) {
            try (ServerSocket server = listener();
                    WebSocketClient client = following(transport, 5)) {
                var connecting = connect(client, transport, server);
                answer(transport, server, "GET /a?b=1 ", "303 X", location);

                assertFails(connecting, 303, "the server redirects to what is no WebSocket address");
            }
        }
    }

    private static void assertFails(CompletableFuture<WebSocket> connecting, int status, String sentence) {
        assertThatThrownBy(() -> connecting.get(30, TimeUnit.SECONDS))
                .hasCauseInstanceOf(HandshakeFailed.class)
                .hasMessageEndingWith(sentence)
                .satisfies(failure -> assertThat(((HandshakeFailed) failure.getCause()).status())
                        .isEqualTo(status));
    }

    private static void answer(String transport, ServerSocket server, String request, String status, String location)
            throws Exception {
        RawPeer peer = RawPeer.accept(transport, server);
        assertThat(peer.readHead()).startsWith(request);
        peer.send("HTTP/1.1 " + status + "\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n");
        assertThat(peer.readHead()).as("what came after it").isEmpty();
    }

    private CompletableFuture<WebSocket> connect(WebSocketClient client, String transport, ServerSocket server) {
        ClientOptions options = ClientOptions.DEFAULTS
                .subprotocols("chat")
                .header("Authorization", "Bearer token")
                .header("Cookie", "session=1");
        return client.connect(Tls.uri(transport, server.getLocalPort(), "/a?b=1"), options, new Heard.Recording(heard))
                .toCompletableFuture();
    }

    private static WebSocketClient following(String transport, int redirects) {
        return Tls.client(transport).set("ws.client.redirects", redirects).build();
    }

    private static ServerSocket listener() throws Exception {
        return new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    }
}
