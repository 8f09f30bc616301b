package io.longwire.ws.conformance.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.Closed;
import io.longwire.ws.HandshakeFailed;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketClient;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.conformance.Tls;
import io.longwire.ws.testkit.Certificates;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our client and our server over TLS. */
@Timeout(120)
class SecureConnectionsTest {
    private static final int SECONDS = 30;

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    private final class Echo implements WebSocketHandler {
        @Override
        public void onOpen(WebSocket socket) {
            heard.add(socket.handshake().secure() + " "
                    + socket.handshake().tls().orElseThrow().getProtocol());
        }

        @Override
        public void onBinary(WebSocket socket, ByteBuffer data) {
            socket.sendBinary(data);
        }
    }

    private static final class Collecting implements WebSocketHandler {
        final CompletableFuture<byte[]> message = new CompletableFuture<>();
        final CompletableFuture<Closed> closed = new CompletableFuture<>();

        @Override
        public void onBinary(WebSocket socket, ByteBuffer data) {
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            message.complete(bytes);
        }

        @Override
        public void onClose(WebSocket socket, Closed how) {
            closed.complete(how);
        }
    }

    @ParameterizedTest
    @CsvSource({"nio, TLSv1.3", "nio, TLSv1.2", "netty, TLSv1.3", "netty, TLSv1.2"})
    void messagesOfAllSizesComeBackUnchanged(String transport, String protocol) throws Exception {
        String name = transport + "+tls";
        try (WebSocketServer server = Tls.server(name)
                        .set("ws.server.tls.protocols", List.of(protocol))
                        .set("ws.extensions.permessage-deflate.enabled", false)
                        .endpoint("/", Echo::new)
                        .start();
                WebSocketClient client = Tls.client(name).build()) {
            for (int size : new int[] {0, 1, 125, 16_000, 16_384, 70_000, 1_000_000}) {
                byte[] sent = new byte[size];
                new SplittableRandom(size).nextBytes(sent);
                Collecting handler = new Collecting();
                WebSocket socket = client.connect(Tls.uri(name, server.port(), "/"), handler)
                        .toCompletableFuture()
                        .get(SECONDS, TimeUnit.SECONDS);
                assertThat(heard.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo("true " + protocol);
                assertThat(socket.handshake().secure()).isTrue();
                socket.sendBinary(ByteBuffer.wrap(sent));
                assertThat(handler.message.get(SECONDS, TimeUnit.SECONDS)).isEqualTo(sent);
                socket.close();
                assertThat(handler.closed.get(SECONDS, TimeUnit.SECONDS))
                        .matches(how -> how.code() == 1000 && how.clean());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "netty"})
    void aServerWhoseCertificateDoesNotProveItsNameIsRefused(String transport) throws Exception {
        Certificates authority = Certificates.authority();
        Instant now = Instant.now();
        Duration day = Duration.ofDays(1);
        refused(transport, authority, authority.issue("other.example").context(), "No subject alternative names");
        refused(transport, authority, authority.issue("localhost").context(), "No subject alternative names");
        SSLContext wildcard = authority.issue("*.localhost").context();
        refused("127.0.0.1", transport, authority, wildcard, "No subject alternative names");
        SSLContext commonNameOnly =
                authority.issue(Certificates.Terms.of("localhost")).context();
        refused("localhost", transport, authority, commonNameOnly, "names no host");
        refused(
                transport,
                authority,
                authority
                        .issue(Certificates.Terms.of("localhost", "127.0.0.1")
                                .valid(now.minus(day), now.minusSeconds(60)))
                        .context(),
                "validity check failed");
        refused(
                transport,
                authority,
                Certificates.authority().issue("127.0.0.1").context(),
                "does not chain with any of the trust anchors");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "netty"})
    void aClientThatWasToldNothingTrustsTheJdksAuthoritiesAlone(String transport) throws Exception {
        String name = transport + "+tls";
        try (WebSocketServer server = Tls.server(name).endpoint("/", Echo::new).start();
                WebSocketClient client =
                        WebSocketClient.builder().transport(transport).build()) {
            CompletableFuture<WebSocket> connected = client.connect(Tls.uri(name, server.port(), "/"), new Collecting())
                    .toCompletableFuture();
            assertThatThrownBy(() -> connected.get(SECONDS, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(HandshakeFailed.class)
                    .hasMessageContaining("unable to find valid certification path");
        }
    }

    private void refused(String transport, Certificates authority, SSLContext shown, String why) throws Exception {
        refused("127.0.0.1", transport, authority, shown, why);
    }

    private void refused(String host, String transport, Certificates authority, SSLContext shown, String why)
            throws Exception {
        try (WebSocketServer server = Tls.server(transport)
                        .tls(shown)
                        .endpoint("/", Echo::new)
                        .start();
                WebSocketClient client =
                        Tls.client(transport).tls(authority.trusting()).build()) {
            URI uri = URI.create("wss://" + host + ":" + server.port() + "/");
            CompletableFuture<WebSocket> connected =
                    client.connect(uri, new Collecting()).toCompletableFuture();
            assertThatThrownBy(() -> connected.get(SECONDS, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(HandshakeFailed.class)
                    .hasMessageStartingWith("TLS with " + host + " failed: ")
                    .hasMessageContaining(why);
            assertThat(heard).isEmpty();
        }
    }
}
