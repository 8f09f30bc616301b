package io.longwire.ws.conformance.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.Closed;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketClient;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.conformance.Tls;
import io.longwire.ws.testkit.Certificates;
import io.longwire.ws.testkit.Identity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What peers do wrong with TLS, and what becomes of it. */
@Timeout(120)
class HostileTlsTest {
    private static final int SECONDS = 30;
    private static final byte[] UPGRADE = ("GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                    + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    private final class Listening implements WebSocketHandler {
        @Override
        public void onOpen(WebSocket socket) {
            heard.add("open");
        }

        @Override
        public void onText(WebSocket socket, String text) {
            heard.add("text " + text);
        }

        @Override
        public void onError(WebSocket socket, Throwable cause) {
            heard.add("error " + cause.getClass().getSimpleName() + ": " + cause.getMessage());
        }

        @Override
        public void onClose(WebSocket socket, Closed how) {
            heard.add("closed " + how.code() + " by " + how.by());
        }
    }

    private WebSocketServer.Builder server(String transport) {
        return Tls.server(transport + "+tls").endpoint("/", Listening::new);
    }

    private static SSLContext trusting() {
        return Tls.SERVER.context();
    }

    private void hear(String... expected) throws InterruptedException {
        for (String line : expected) {
            assertThat(heard.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo(line);
        }
    }

    private static TlsPeer upgraded(WebSocketServer server, String protocol) throws IOException {
        TlsPeer peer = new TlsPeer(server.port(), trusting(), protocol).handshake();
        peer.send(peer.seal(UPGRADE));
        String answer = "";
        while (!answer.contains("\r\n\r\n")) {
            answer += new String(peer.open(), StandardCharsets.ISO_8859_1);
        }
        assertThat(answer).startsWith("HTTP/1.1 101 ");
        return peer;
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "netty"})
    void anEndOfTcpWithoutCloseNotifyIsATruncation(String transport) throws Exception {
        try (WebSocketServer server = server(transport).start();
                TlsPeer peer = upgraded(server, "TLSv1.3")) {
            byte[] half = {(byte) 0x81, (byte) 0x85, 0, 0, 0, 0, 'H', 'e'};
            peer.send(peer.seal(half));
            peer.tcp.shutdownOutput();
            hear(
                    "open",
                    "error SSLException: truncated: the peer ended TCP without close_notify (RFC 8446, 6.1)",
                    "closed 1006 by NOBODY");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "netty"})
    void closeNotifyWithoutACloseFrameIsAnAbnormalEnd(String transport) throws Exception {
        try (WebSocketServer server = server(transport).start();
                TlsPeer peer = upgraded(server, "TLSv1.3")) {
            peer.engine.closeOutbound();
            peer.send(peer.seal());
            hear("open", "closed 1006 by NOBODY");
            peer.open();
            assertThat(peer.engine.isInboundDone())
                    .as("close_notify of the server")
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "netty"})
    void plainHttpOnATlsPortIsEndedWithoutAWord(String transport) throws Exception {
        try (WebSocketServer server = server(transport).start();
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(UPGRADE);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(heard).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "netty"})
    void tlsOnAPlainPortIsABadRequest(String transport) throws Exception {
        try (WebSocketServer server =
                        Tls.server(transport).endpoint("/", Listening::new).start();
                TlsPeer peer = new TlsPeer(server.port(), trusting(), "TLSv1.3")) {
            peer.engine.beginHandshake();
            peer.send(peer.seal());
            assertThat(new String(peer.tcp.getInputStream().readNBytes(13), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 400 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "netty"})
    void aHandshakeByteByByteIsAHandshake(String transport) throws Exception {
        try (WebSocketServer server = server(transport).start();
                TlsPeer peer = new TlsPeer(server.port(), trusting(), "TLSv1.3")) {
            peer.engine.beginHandshake();
            for (byte one : peer.seal()) {
                peer.send(one);
            }
            peer.handshake();
            for (byte one : peer.seal(UPGRADE)) {
                peer.send(one);
            }
            hear("open");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "netty"})
    void aHandshakeThatIsNotFinishedEndsAtTheDeadlineThoughBytesCome(String transport) throws Exception {
        try (WebSocketServer server = server(transport)
                        .set("ws.limits.handshake-timeout", "300 ms")
                        .start();
                TlsPeer silent = new TlsPeer(server.port(), trusting(), "TLSv1.3");
                TlsPeer half = new TlsPeer(server.port(), trusting(), "TLSv1.3");
                TlsPeer secured = new TlsPeer(server.port(), trusting(), "TLSv1.3").handshake()) {
            half.engine.beginHandshake();
            byte[] hello = half.seal();
            half.send(Arrays.copyOf(hello, hello.length / 2));
            assertThat(silent.sawEnd()).isTrue();
            assertThat(half.sawEnd()).isTrue();
            assertThat(secured.sawEnd()).isTrue();
        }
        assertThat(heard).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "netty"})
    void aServerThatNeverAnswersTheClientHelloFailsTheConnectAtTheDeadline(String transport) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                WebSocketClient client = Tls.client(transport)
                        .set("ws.client.tls.handshake-timeout", "100 ms")
                        .build()) {
            var connected = client.connect(Tls.uri("+tls", listener.getLocalPort(), "/"), new Listening())
                    .toCompletableFuture();
            assertThatThrownBy(() -> connected.get(SECONDS, TimeUnit.SECONDS))
                    .hasMessageContaining("no TLS with 127.0.0.1 within");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "netty"})
    void aRecordThatIsLongerThanTlsAllowsEndsTheConnection(String transport) throws Exception {
        try (WebSocketServer server = server(transport).start();
                TlsPeer peer = new TlsPeer(server.port(), trusting(), "TLSv1.3")) {
            peer.send((byte) 22, (byte) 3, (byte) 1, (byte) 0xff, (byte) 0xff, (byte) 1);
            assertThat(peer.sawEnd()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "netty"})
    void aClientHelloThatAnnouncesMuchIsRefusedAtItsFirstRecord(String transport) throws Exception {
        byte[] record = new byte[5 + 1024];
        byte[] begin = {22, 3, 1, 4, 0, 1, (byte) 0xff, (byte) 0xff, (byte) 0xff, 3, 3}; // a ClientHello of 16 MiB
        System.arraycopy(begin, 0, record, 0, begin.length);
        try (WebSocketServer server = server(transport).start();
                TlsPeer peer = new TlsPeer(server.port(), trusting(), "TLSv1.3")) {
            peer.send(record);
            assertThat(peer.sawEnd()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "netty"})
    void ofHandshakesThatAreNotFinishedTheOldestMakesRoom(String transport) throws Exception {
        try (WebSocketServer server =
                        server(transport).set("ws.limits.handshakes", 2).start();
                TlsPeer first = half(server);
                TlsPeer second = half(server);
                TlsPeer newcomer = upgraded(server, "TLSv1.3")) {
            hear("open");
            assertThat(first.sawEnd()).isTrue();
            newcomer.send(newcomer.seal(new byte[] {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, 'O', 'K'}));
            hear("text OK");
            assertThat(second.tcp.getInputStream().available()).isZero();
            assertThat(server.counters()).containsEntry("ws.handshakes.cut{why=crowded}", 1L);
        }
    }

    /** Half of a ClientHello, and no more. */
    private static TlsPeer half(WebSocketServer server) throws IOException {
        TlsPeer peer = new TlsPeer(server.port(), trusting(), "TLSv1.3");
        peer.engine.beginHandshake();
        byte[] hello = peer.seal();
        peer.send(Arrays.copyOf(hello, hello.length / 2));
        return peer;
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "netty"})
    void renegotiationIsRefused(String transport) throws Exception {
        try (WebSocketServer server = server(transport).start();
                TlsPeer peer = upgraded(server, "TLSv1.2")) {
            peer.engine.beginHandshake();
            peer.send(peer.seal());
            hear(
                    "open",
                    "error SSLException: the peer wants to renegotiate, which is refused",
                    "closed 1006 by NOBODY");
            assertThatThrownBy(peer::open).hasMessageContaining("close_notify"); // the alert, within its handshake
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "netty"})
    void aFloodOfKeyUpdatesIsEnded(String transport) throws Exception {
        try (WebSocketServer server = server(transport).start();
                TlsPeer peer = upgraded(server, "TLSv1.3")) {
            for (int i = 0; i < 32; i++) {
                peer.engine.beginHandshake(); // with TLS 1.3, after the handshake, it asks for new keys
                peer.send(peer.seal());
            }
            peer.send(peer.seal(new byte[] {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, 'O', 'K'}));
            hear("open", "text OK");
            peer.engine.beginHandshake();
            peer.send(peer.seal());
            hear(
                    "error SSLException: the peer sends too many records without data, such as key updates",
                    "closed 1006 by NOBODY");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "netty"})
    void aConnectionTooManyIsEndedBeforeItsHandshake(String transport) throws Exception {
        try (WebSocketServer server =
                        server(transport).set("ws.limits.connections", 1).start();
                TlsPeer first = upgraded(server, "TLSv1.3");
                TlsPeer second = new TlsPeer(server.port(), trusting(), "TLSv1.3")) {
            hear("open");
            assertThat(second.sawEnd()).isTrue();
            first.send(first.seal(new byte[] {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, 'O', 'K'}));
            hear("text OK");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "netty"})
    void aClientWithoutTheCertificateThatIsDemandedReachesNoEndpoint(String transport) throws Exception {
        Certificates authority = Certificates.authority();
        Identity shown = authority.issue("localhost", "127.0.0.1");
        Instant now = Instant.now();
        Identity expired = authority.issue(
                Certificates.Terms.of("client").valid(now.minus(Duration.ofDays(2)), now.minus(Duration.ofDays(1))));
        Identity strangers = Certificates.authority().issue("client");
        try (WebSocketServer server = Tls.server(transport)
                .tls(shown.context())
                .set("ws.server.tls.client-auth", "need")
                .endpoint("/", Listening::new)
                .start()) {
            for (String protocol : List.of("TLSv1.3", "TLSv1.2")) {
                for (SSLContext context : List.of(authority.trusting(), strangers.context(), expired.context())) {
                    try (TlsPeer peer = new TlsPeer(server.port(), context, protocol)) {
                        assertThatThrownBy(() -> {
                                    peer.handshake();
                                    peer.send(peer.seal(UPGRADE));
                                    while (true) {
                                        peer.open();
                                    }
                                })
                                .isInstanceOf(SSLException.class);
                    }
                }
            }
            try (TlsPeer peer = new TlsPeer(server.port(), shown.context(), "TLSv1.3").handshake()) {
                peer.send(peer.seal(UPGRADE));
                hear("open");
            }
        }
    }
}
