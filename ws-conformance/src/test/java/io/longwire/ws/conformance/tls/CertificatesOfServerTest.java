package io.longwire.ws.conformance.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.Reload;
import io.longwire.ws.StartFailed;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketClient;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.conformance.Tls;
import io.longwire.ws.testkit.Certificates;
import io.longwire.ws.testkit.Identity;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates from files: which one a client sees, since when, and what is told when they are wrong. */
@Timeout(120)
class CertificatesOfServerTest {
    private static final int SECONDS = 30;
    private static final int OPEN = 500;

    private final Certificates authority = Certificates.authority();

    @TempDir
    Path folder;

    private static final class Nothing implements WebSocketHandler {}

    private static final class Echo implements WebSocketHandler {
        @Override
        public void onText(WebSocket socket, String text) {
            socket.sendText(text);
        }
    }

    private static final class Answer implements WebSocketHandler {
        final CompletableFuture<String> text = new CompletableFuture<>();

        @Override
        public void onText(WebSocket socket, String message) {
            text.complete(message);
        }
    }

    private void write(Identity identity, String name) throws Exception {
        identity.writeChain(folder.resolve(name + ".pem"));
        identity.writeKey(folder.resolve(name + ".key"));
    }

    private WebSocketServer.Builder server(String transport, String... names) {
        List<String> certificates = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (String name : names) {
            certificates.add(folder.resolve(name + ".pem").toString());
            keys.add(folder.resolve(name + ".key").toString());
        }
        return Tls.server(transport)
                .set("ws.server.tls.enabled", true)
                .set("ws.server.tls.certificates", certificates)
                .set("ws.server.tls.keys", keys)
                .endpoint("/", Echo::new);
    }

    /** The names in the certificate that a client sees who asks for a server of that name. */
    private String shown(int port, String name) throws Exception {
        Socket tcp = new Socket(InetAddress.getLoopbackAddress(), port);
        try (SSLSocket socket =
                (SSLSocket) authority.trusting().getSocketFactory().createSocket(tcp, "localhost", port, true)) {
            SSLParameters parameters = socket.getSSLParameters();
            if (!name.isEmpty()) {
                parameters.setServerNames(List.of(new SNIHostName(name)));
            }
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            X509Certificate leaf = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return leaf.getSubjectX500Principal().getName();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "netty"})
    void theClientsServerNameChoosesTheCertificate(String transport) throws Exception {
        write(authority.issue("one.example"), "one");
        write(authority.issue("*.two.example"), "two");
        try (WebSocketServer server = server(transport, "one", "two").start()) {
            assertThat(shown(server.port(), "one.example")).isEqualTo("CN=one.example");
            assertThat(shown(server.port(), "www.two.example")).isEqualTo("CN=*.two.example");
            assertThat(shown(server.port(), "unknown.example")).isEqualTo("CN=one.example");
            assertThat(shown(server.port(), "")).isEqualTo("CN=one.example");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "netty"})
    void aWildcardStandsForOneLabel(String transport) throws Exception {
        write(authority.issue("one.example"), "one");
        write(authority.issue("*.two.example"), "two");
        try (WebSocketServer server = server(transport, "one", "two").start()) {
            for (String other : List.of("a.b.two.example", "two.example", "xtwo.example")) {
                assertThat(shown(server.port(), other)).as(other).isEqualTo("CN=one.example");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "netty"})
    void manyNamesUnderAWildcardAreShownOneCertificateAndSessionsStayFew(String transport) throws Exception {
        SSLContext context = authority.issue("*.two.example").context();
        try (WebSocketServer server =
                Tls.server(transport).tls(context).endpoint("/", Echo::new).start()) {
            for (int i = 0; i < 100; i++) {
                assertThat(shown(server.port(), "n" + i + ".two.example")).isEqualTo("CN=*.two.example");
            }
            assertThat(Collections.list(context.getServerSessionContext().getIds()))
                    .hasSizeLessThanOrEqualTo(64);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "netty"})
    void certificatesAreReadAgainAndNobodyIsDropped(String transport) throws Exception {
        write(authority.issue("127.0.0.1"), "server");
        try (WebSocketServer server = server(transport, "server").start();
                WebSocketClient client =
                        Tls.client(transport).tls(authority.trusting()).build()) {
            URI uri = URI.create("wss://127.0.0.1:" + server.port() + "/");
            List<WebSocket> open = new ArrayList<>();
            List<Answer> answers = new ArrayList<>();
            for (int i = 0; i < OPEN; i++) {
                answers.add(new Answer());
                open.add(client.connect(uri, answers.get(i))
                        .toCompletableFuture()
                        .get(SECONDS, TimeUnit.SECONDS));
            }
            write(authority.issue(Certificates.Terms.of("renewed", "127.0.0.1")), "server");
            assertThat(shown(server.port(), "")).isEqualTo("CN=127.0.0.1");
            server.reloadCertificates();
            assertThat(shown(server.port(), "")).isEqualTo("CN=renewed");
            Files.delete(folder.resolve("server.key"));
            assertThatThrownBy(server::reloadCertificates).isInstanceOf(StartFailed.class);
            assertThat(shown(server.port(), "")).isEqualTo("CN=renewed");
            for (int i = 0; i < open.size(); i++) {
                open.get(i).sendText("still here");
                assertThat(answers.get(i).text.get(SECONDS, TimeUnit.SECONDS)).isEqualTo("still here");
            }
            assertThat(server.connections()).isEqualTo(OPEN);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "netty"})
    void aReloadTakesOtherFilesAndAWrongOneChangesNothing(String transport) throws Exception {
        write(authority.issue("one.example"), "one");
        write(authority.issue("two.example"), "two");
        Path file = naming("one");
        try (WebSocketServer server = Tls.server(transport)
                .config(file)
                .set("ws.server.tls.enabled", true)
                .endpoint("/", Echo::new)
                .start()) {
            assertThat(shown(server.port(), "")).isEqualTo("CN=one.example");
            naming("two");
            assertThat(server.reload())
                    .isEqualTo(new Reload(List.of("ws.server.tls.certificates", "ws.server.tls.keys"), List.of()));
            assertThat(shown(server.port(), "")).isEqualTo("CN=two.example");
            naming("three");
            assertThatThrownBy(server::reload).isInstanceOf(StartFailed.class).hasMessageContaining("three");
            server.reloadCertificates();
            assertThat(shown(server.port(), "")).isEqualTo("CN=two.example");
        }
    }

    private Path naming(String name) throws Exception {
        return Files.writeString(
                folder.resolve("server.conf"),
                "ws.server.tls { certificates = [\"" + folder.resolve(name + ".pem") + "\"], keys = [\""
                        + folder.resolve(name + ".key") + "\"] }");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "netty"})
    void bothSidesShowTheirCertificatesFromFiles(String transport) throws Exception {
        authority.issue("127.0.0.1").writeKeystore(folder.resolve("server.p12"), "secret");
        Identity alice = authority.issue(Certificates.Terms.of("alice"));
        write(alice, "alice");
        alice.writeAuthority(folder.resolve("ca.pem"));
        String authorities = folder.resolve("ca.pem").toString();
        CompletableFuture<String> who = new CompletableFuture<>();
        try (WebSocketServer server = Tls.server(transport)
                        .set("ws.server.tls.enabled", true)
                        .set(
                                "ws.server.tls.keystore",
                                folder.resolve("server.p12").toString())
                        .set("ws.server.tls.keystore-password", "secret")
                        .set("ws.server.tls.client-auth", "need")
                        .set("ws.server.tls.trust", List.of(authorities))
                        .endpoint("/", () -> new WebSocketHandler() {
                            @Override
                            public void onOpen(WebSocket socket) {
                                try {
                                    who.complete(socket.handshake()
                                            .tls()
                                            .orElseThrow()
                                            .getPeerPrincipal()
                                            .getName());
                                } catch (SSLPeerUnverifiedException e) {
                                    who.completeExceptionally(e);
                                }
                            }
                        })
                        .start();
                WebSocketClient client = WebSocketClient.builder()
                        .transport(transport)
                        .set("ws.client.tls.trust", List.of(authorities))
                        .set(
                                "ws.client.tls.certificates",
                                List.of(folder.resolve("alice.pem").toString()))
                        .set(
                                "ws.client.tls.keys",
                                List.of(folder.resolve("alice.key").toString()))
                        .build()) {
            client.connect(URI.create("wss://127.0.0.1:" + server.port() + "/"), new Nothing())
                    .toCompletableFuture()
                    .get(SECONDS, TimeUnit.SECONDS);
            assertThat(who.get(SECONDS, TimeUnit.SECONDS)).isEqualTo("CN=alice");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "netty"})
    void aServerListensPlainWithTlsAndOnAUnixSocket(String transport) throws Exception {
        write(authority.issue("127.0.0.1"), "server");
        Path socket = Files.createTempDirectory("lw").resolve("s"); // a path of a Unix socket is short
        try (WebSocketServer server = server(transport, "server")
                        .set("ws.server.listeners", List.of("ws://127.0.0.1:0", "wss://127.0.0.1:0", "unix:" + socket))
                        .start();
                WebSocketClient client =
                        Tls.client(transport).tls(authority.trusting()).build()) {
            List<Integer> ports = server.addresses().stream()
                    .filter(InetSocketAddress.class::isInstance)
                    .map(address -> ((InetSocketAddress) address).getPort())
                    .toList();
            for (String uri : List.of("ws://127.0.0.1:" + ports.get(0), "wss://127.0.0.1:" + ports.get(1))) {
                Answer answer = new Answer();
                client.connect(URI.create(uri + "/"), answer)
                        .toCompletableFuture()
                        .get(SECONDS, TimeUnit.SECONDS)
                        .sendText(uri);
                assertThat(answer.text.get(SECONDS, TimeUnit.SECONDS)).isEqualTo(uri);
            }
            try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                channel.connect(UnixDomainSocketAddress.of(socket));
                channel.write(ByteBuffer.wrap(
                        "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
                ByteBuffer answer = ByteBuffer.allocate(15);
                while (answer.hasRemaining() && channel.read(answer) >= 0) {}
                assertThat(new String(answer.array(), StandardCharsets.US_ASCII))
                        .isEqualTo("HTTP/1.1 200 OK");
            }
        }
        assertThat(socket).doesNotExist();
    }

    @Test
    void everyMistakeIsOneSentenceWithItsCure() throws Exception {
        write(authority.issue("localhost"), "server");
        write(authority.issue("localhost"), "other");
        authority.issue("localhost").writeKeystore(folder.resolve("server.p12"), "secret");
        Files.writeString(folder.resolve("empty.pem"), "nothing\n");
        Files.writeString(
                folder.resolve("old.key"), "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n");
        told(Map.of(), "TLS is on without a certificate. Name one with ws.server.tls.certificates");
        told(
                Map.of("certificates", List.of(file("no.pem"))),
                "there is no file " + file("no.pem") + "; name one that exists");
        told(Map.of("certificates", List.of(file("empty.pem"))), "holds no certificate; it needs a block");
        told(Map.of("certificates", List.of(file("server.pem"))), "holds no private key; it needs a block");
        told(
                Map.of("certificates", List.of(file("server.pem")), "keys", List.of(file("other.key"))),
                "holds a private key that does not fit its certificate; name the key");
        told(
                Map.of("certificates", List.of(file("server.pem")), "keys", List.of(file("old.key"))),
                "change it with: openssl pkcs8 -topk8 -nocrypt");
        told(
                Map.of("certificates", List.of(file("server.pem")), "keys", List.of("a", "b")),
                "name one key for each certificate");
        told(
                Map.of("keystore", file("server.p12"), "keystore-password", "wrong"),
                "cannot be opened (the password is wrong); set ws.server.tls.keystore-password");
        told(
                Map.of("keystore", file("server.pem"), "keystore-password", "secret"),
                "cannot be opened (it is no PKCS#12 file, or damaged)");
        told(
                Map.of("keystore", file("server.p12"), "keystore-password", "secret", "client-auth", "need"),
                "Name the authorities with ws.server.tls.trust.");
        told(
                Map.of("keystore", file("server.p12"), "keystore-password", "secret", "ciphers", List.of("ROT13")),
                "ws.server.tls.ciphers: this JDK has no \"ROT13\". Use names such as");
        told(Map.of("protocols", List.of("SSLv3")), "expected one or both of \"TLSv1.3\" and \"TLSv1.2\"");
    }

    private String file(String name) {
        return folder.resolve(name).toAbsolutePath().toString();
    }

    private static void told(Map<String, Object> settings, String sentence) {
        WebSocketServer.Builder builder =
                Tls.server("nio").endpoint("/", Echo::new).set("ws.server.tls.enabled", true);
        settings.forEach((key, value) -> builder.set("ws.server.tls." + key, value));
        assertThatThrownBy(builder::start)
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining(sentence)
                .message()
                .doesNotContain("\n")
                .doesNotContain("secret");
    }
}
