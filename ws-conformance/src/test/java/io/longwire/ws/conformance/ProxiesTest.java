package io.longwire.ws.conformance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.longwire.ws.ConnectionHandler;
import io.longwire.ws.StartFailed;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.WebSocketServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose connection it is that a proxy passes on. */
class ProxiesTest {
    private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";
    private static final byte[] LINE = line("PROXY TCP4 192.0.2.1 127.0.0.1 56324 443");
    private static final byte[] BINARY = hex("2111000cc00002017f000001dc0401bb");

    private static byte[] line(String text) {
        return (text + "\r\n").getBytes(US_ASCII);
    }

    private static byte[] hex(String afterSignature) {
        return HexFormat.of().parseHex(SIGNATURE + afterSignature);
    }

    /** Tells each client the address that it has for the application, and for the record at its end. */
    private static ConnectionHandler teller() {
        return new WebSocketHandler() {
            @Override
            public void onOpen(WebSocket socket) {
                socket.sendText(socket.handshake().remote().toString());
            }
        };
    }

    private static WebSocketServer.Builder trusting(String transport) {
        return Heard.server(transport)
                .set("ws.server.trusted-proxies", List.of("127.0.0.1"))
                .endpoint("/", ProxiesTest::teller);
    }

    private static WebSocketServer.Builder demanding(String transport) {
        return trusting(transport).set("ws.server.proxy-protocol", true);
    }

    private static RawPeer ask(String transport, WebSocketServer server, String... headers) throws IOException {
        RawPeer peer = RawPeer.connect(transport, server.port());
        peer.send(peer.request("/", headers));
        return peer;
    }

    private static String told(RawPeer peer) throws IOException {
        return peer.expectAgreement().read().text();
    }

    @OnEachTransportAndTls
    void theHeadersOfATrustedProxyTellTheClient(String transport) throws Exception {
        try (WebSocketServer server = trusting(transport).start();
                RawPeer listed = ask(transport, server, "X-Forwarded-For: 203.0.113.1, 192.0.2.1, 127.0.0.1");
                RawPeer other = ask(transport, server, "Forwarded: for=192.0.2.1");
                RawPeer wrong = ask(transport, server, "X-Forwarded-For: 192.0.2.1, unknown")) {
            assertThat(told(listed)).isEqualTo("/192.0.2.1:0");
            assertThat(told(other)).startsWith("/127.0.0.1:");
            assertThat(told(wrong)).startsWith("/127.0.0.1:");
        }
        try (WebSocketServer server = trusting(transport)
                        .set("ws.server.forwarded-header", "forwarded")
                        .start();
                RawPeer standard = ask(transport, server, "Forwarded: for=\"[2001:db8::1]:4711\"")) {
            assertThat(told(standard)).isEqualTo("/[2001:db8:0:0:0:0:0:1]:4711");
        }
    }

    @OnEachTransportAndTls
    void nobodyElseTellsAnAddress(String transport) throws Exception {
        try (WebSocketServer server = trusting(transport)
                        .set("ws.server.trusted-proxies", List.of("10.0.0.0/8"))
                        .start();
                RawPeer liar = ask(transport, server, "X-Forwarded-For: 192.0.2.1", "Forwarded: for=192.0.2.1")) {
            assertThat(told(liar)).startsWith("/127.0.0.1:");
        }
    }

    @OnEachTransportAndTls
    void theLimitByAddressCountsClientsAndIsNotEvaded(String transport) throws Exception {
        try (WebSocketServer server =
                trusting(transport).set("ws.limits.connections-per-address", 1).start()) {
            try (RawPeer first = ask(transport, server, "X-Forwarded-For: 192.0.2.1");
                    RawPeer second = ask(transport, server, "X-Forwarded-For: 192.0.2.2");
                    RawPeer again = ask(transport, server, "X-Forwarded-For: 203.0.113.77, 192.0.2.1");
                    RawPeer unknown = ask(transport, server, "X-Forwarded-For: rubbish")) {
                assertThat(told(first)).isEqualTo("/192.0.2.1:0");
                assertThat(told(second)).isEqualTo("/192.0.2.2:0");
                assertThat(again.readHead()).startsWith("HTTP/1.1 429 ");
                assertThat(told(unknown)).startsWith("/127.0.0.1:");
                try (RawPeer another = ask(transport, server, "X-Forwarded-For: garbage")) {
                    assertThat(another.readHead()).startsWith("HTTP/1.1 429 ");
                }
                first.send(Frame.close(1000, ""));
                assertThat(first.readToEnd()).hasSize(1);
            }
            awaitGone(server);
            try (RawPeer back = ask(transport, server, "X-Forwarded-For: 192.0.2.1")) {
                assertThat(told(back)).isEqualTo("/192.0.2.1:0");
            }
        }
    }

    @OnEachTransportAndTls
    void theProxyProtocolTellsTheClientBeforeTls(String transport) throws Exception {
        try (WebSocketServer server =
                demanding(transport).set("ws.limits.connections", 1).start()) {
            for (byte[] header : List.of(LINE, BINARY)) {
                try (RawPeer peer = RawPeer.announced(transport, server.port(), header)) {
                    peer.send(peer.request("/"));
                    assertThat(told(peer)).isEqualTo("/192.0.2.1:56324");
                    peer.send(Frame.close(1000, ""));
                    assertThat(peer.readToEnd()).hasSize(1);
                }
                awaitGone(server);
            }
        }
    }

    /** A connection gives back its place when its handler was told, which the peer does not see. */
    private static void awaitGone(WebSocketServer server) {
        while (server.connections() > 0 || server.counters().get("ws.connections.opening") > 0) {
            Thread.onSpinWait();
        }
    }

    @OnEachTransportAndTls
    void aProxyMaySpeakForItself(String transport) throws Exception {
        for (byte[] header : List.of(line("PROXY UNKNOWN"), hex("20000000"), hex("21000000"))) {
            try (WebSocketServer server = demanding(transport).start();
                    RawPeer peer = RawPeer.announced(transport, server.port(), header)) {
                peer.send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n" + peer.request("/"));
                assertThat(peer.readHead()).startsWith("HTTP/1.1 200 ");
                assertThat(peer.readBody(2)).isEqualTo("ok");
                assertThat(told(peer)).startsWith("/127.0.0.1:");
            }
        }
    }

    @OnEachTransport
    void theHeaderMayComeWithWhatFollowsIt(String transport) throws Exception {
        try (WebSocketServer server = demanding(transport).start();
                RawPeer peer = RawPeer.connect(server.port())) {
            peer.sendTogether(
                    new String(LINE, US_ASCII) + peer.request("/"),
                    Frame.text("x").masked(true).bytes());
            assertThat(told(peer)).isEqualTo("/192.0.2.1:56324");
        }
    }

    @OnEachTransportAndTls
    void withoutAHeaderThatIsUnderstoodTheConnectionIsCut(String transport) throws Exception {
        List<byte[]> wrong = List.of(
                line("GET /healthz HTTP/1.1"),
                HexFormat.of().parseHex("1603010200010001fc0303"), // a ClientHello
                line("PROXY TCP4 192.0.2.1 127.0.0.1 56324"),
                line("PROXY TCP9 192.0.2.1 127.0.0.1 56324 443"),
                hex("2111ffff" + "00".repeat(600)),
                hex("2141000c" + "00".repeat(12)),
                hex("4111000c" + "00".repeat(12)));
        try (WebSocketServer server = demanding(transport).start()) {
            for (byte[] bytes : wrong) {
                assertThat(answer(server.port(), bytes, false)).isEmpty();
            }
            assertThat(answer(server.port(), line("PROXY TCP4 192."), true)).isEmpty();
            assertThat(answer(server.port(), hex("2111000cc00002"), true)).isEmpty();
            assertThat(server.counters()).containsEntry("ws.handshakes.cut{why=unannounced}", wrong.size() + 2L);
            awaitGone(server);
        }
    }

    @OnEachTransportAndTls
    void whoIsNoProxyMayNotSpeakAsOne(String transport) throws Exception {
        try (WebSocketServer server = demanding(transport)
                .set("ws.server.trusted-proxies", List.of("10.0.0.0/8"))
                .start()) {
            assertThat(answer(server.port(), LINE, false)).isEmpty();
            assertThat(server.counters()).containsEntry("ws.handshakes.cut{why=unannounced}", 1L);
            awaitGone(server);
        }
    }

    /** All that comes back until the end, in whatever way that comes. */
    private static byte[] answer(int port, byte[] bytes, boolean ends) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(RawPeer.DEADLINE_MILLIS);
            socket.getOutputStream().write(bytes);
            if (ends) {
                socket.shutdownOutput();
            }
            return socket.getInputStream().readAllBytes();
        } catch (SocketException reset) {
            return new byte[0]; // it ended with bytes of ours unread
        }
    }

    @OnEachTransport
    void oneOfTheListenersMayBeForProxies(String transport) throws Exception {
        try (WebSocketServer server = trusting(transport)
                .set("ws.server.listeners", List.of("ws://127.0.0.1:0", "proxy+ws://127.0.0.1:0"))
                .start()) {
            int second = ((InetSocketAddress) server.addresses().get(1)).getPort();
            try (RawPeer plain = RawPeer.connect(server.port());
                    RawPeer announced = RawPeer.announced("", second, BINARY)) {
                plain.send(plain.request("/"));
                announced.send(announced.request("/"));
                assertThat(told(plain)).startsWith("/127.0.0.1:");
                assertThat(told(announced)).isEqualTo("/192.0.2.1:56324");
            }
        }
    }

    @Test
    void aListenerForProxiesDemandsThatTheyAreNamed() {
        WebSocketServer.Builder builder =
                WebSocketServer.builder().set("ws.server.listeners", List.of("proxy+ws://127.0.0.1:0"));
        assertThatExceptionOfType(StartFailed.class)
                .isThrownBy(builder::check)
                .withMessageContaining("ws.server.trusted-proxies");
    }
}
