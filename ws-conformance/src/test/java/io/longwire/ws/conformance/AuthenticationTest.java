package io.longwire.ws.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.longwire.ws.ClientOptions;
import io.longwire.ws.ConnectionHandler;
import io.longwire.ws.EndpointProvider;
import io.longwire.ws.Handshake;
import io.longwire.ws.HandshakeFailed;
import io.longwire.ws.StartFailed;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketClient;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.auth.AuthProvider;
import io.longwire.ws.auth.Authentication;
import io.longwire.ws.auth.Credential;
import io.longwire.ws.auth.Keys;
import io.longwire.ws.auth.Proof;
import io.longwire.ws.auth.Tokens;
import io.longwire.ws.testkit.Certificates;
import io.longwire.ws.testkit.Identity;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is connected, as clients of ours and of others show it over real sockets. */
class AuthenticationTest {
    private static final String KEY = Keys.generate("a");
    private static final Duration HOUR = Duration.ofHours(1);

    private final Tokens tokens = new Tokens(Keys.parse(List.of(KEY)), "longwire", HOUR);

    @TempDir
    Path folder;

    private static WebSocketServer.Builder server(String transport, String... sources) {
        return Heard.server(transport)
                .set("ws.plugins.auth.enabled", true)
                .set("ws.plugins.auth.paths", List.of("/"))
                .set("ws.plugins.auth.sources", List.of(sources))
                .set("ws.plugins.auth.keys", List.of(KEY));
    }

    /** Answers each text with the peer's name. */
    private static final class Naming implements WebSocketHandler {
        @Override
        public void onText(WebSocket socket, String text) {
            socket.sendText(socket.handshake().principal().orElseThrow().getName());
        }
    }

    @Test
    void anEndpointThatNobodyDecidedOnStopsTheStart() throws Exception {
        Path file = Files.writeString(
                folder.resolve("application.conf"),
                "ws.plugins.auth {\n  enabled = true\n  keys = [\"" + KEY + "\"]\n  paths = [\"/chat\"]\n}\n");
        WebSocketServer.Builder builder = WebSocketServer.builder()
                .config(file)
                .transport("nio")
                .endpoint("/chat", Naming::new)
                .endpoint("/admin", Naming::new);

        assertThatThrownBy(builder::check)
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining(file + ":4")
                .hasMessageContaining("the endpoint /admin has no authentication")
                .message()
                .doesNotContain(KEY.substring(2));
        builder.set("ws.plugins.auth.open-paths", List.of("/admin")).check();
    }

    @OnEachTransport
    void aTokenAmongTheSubprotocolsIsNeverSentBack(String transport) throws Exception {
        try (WebSocketServer server =
                server(transport, "subprotocol").endpoint("/", Naming::new).start()) {
            String token = tokens.issue("ann", HOUR);
            Listening listener = new Listening();
            java.net.http.WebSocket socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .subprotocols("bearer", token)
                    .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/"), listener)
                    .get(60, TimeUnit.SECONDS);

            assertThat(socket.getSubprotocol()).isEqualTo("bearer");
            socket.sendText("who am I?", true);
            assertThat(listener.text.get(60, TimeUnit.SECONDS)).isEqualTo("ann");
            socket.abort();
        }
    }

    private static final class Listening implements java.net.http.WebSocket.Listener {
        private final CompletableFuture<String> text = new CompletableFuture<>();

        @Override
        public CompletableFuture<?> onText(java.net.http.WebSocket socket, CharSequence data, boolean last) {
            text.complete(data.toString());
            return text;
        }
    }

    @OnEachTransport
    void aCookieLetsInAndTheAnswerMayRenewIt(String transport) throws Exception {
        try (WebSocketServer server =
                server(transport, "cookie").endpoint(new Renewing()).start()) {
            String cookie = tokens.cookie("session", "ann", HOUR);
            try (RawPeer peer = RawPeer.connect(server.port())) {
                peer.send(peer.request("/", "Cookie: theme=dark; " + cookie.substring(0, cookie.indexOf(';'))));
                assertThat(peer.readHead())
                        .startsWith("HTTP/1.1 101 ")
                        .containsPattern("\r\nSet-Cookie: session=1\\.a\\.[^\r]+; HttpOnly; SameSite=Lax\r\n");
            }
            try (RawPeer peer = RawPeer.connect(server.port())) {
                peer.send(peer.request("/", "Cookie: session=" + "x".repeat(60)));
                assertThat(peer.readHead()).startsWith("HTTP/1.1 403 ");
            }
        }
    }

    private static final class Renewing implements EndpointProvider {
        @Override
        public String path() {
            return "/";
        }

        @Override
        public ConnectionHandler open(Handshake handshake) {
            Tokens tokens = handshake.service(Authentication.class).tokens().orElseThrow();
            String name = handshake.principal().orElseThrow().getName();
            handshake.answer("Set-Cookie", tokens.cookie("session", name, HOUR));
            return new Naming();
        }
    }

    @OnEachTransport
    void aClientIsToldWhatItMissed(String transport) throws Exception {
        try (WebSocketServer server =
                        server(transport, "bearer").endpoint("/", Naming::new).start();
                WebSocketClient client =
                        WebSocketClient.builder().transport(transport).build()) {
            URI uri = URI.create("ws://127.0.0.1:" + server.port() + "/");
            Heard heard = new Heard();
            HandshakeFailed refused = refusal(client.connect(uri, new Heard.Recording(heard)));
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.headers().get("www-authenticate")).containsExactly("Bearer realm=\"longwire\"");
            client.connect(
                            uri,
                            ClientOptions.DEFAULTS.header("Authorization", "Bearer " + tokens.issue("bob", HOUR)),
                            new Heard.Recording(heard))
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS)
                    .sendText("who am I?");
            assertThat(heard.next(2)).containsExactly("open", "text bob");
        }
    }

    private static HandshakeFailed refusal(CompletionStage<WebSocket> connecting) {
        return (HandshakeFailed) catchThrowableOfType(
                        ExecutionException.class,
                        () -> connecting.toCompletableFuture().get(60, TimeUnit.SECONDS))
                .getCause();
    }

    @OnEachTransport
    void aCertificateLetsInUntilItsEnd(String transport) throws Exception {
        Certificates authority = Certificates.authority();
        Identity alice = authority.issue(Certificates.Terms.of("alice"));
        String trust = alice.writeAuthority(folder.resolve("ca.pem")).toString();
        String keystore = authority
                .issue("127.0.0.1")
                .writeKeystore(folder.resolve("server.p12"), "secret")
                .toString();
        String chain = alice.writeChain(folder.resolve("alice.pem")).toString();
        String key = alice.writeKey(folder.resolve("alice.key")).toString();
        CompletableFuture<Credential> who = new CompletableFuture<>();
        try (WebSocketServer server = server(transport, "certificate")
                        .set("ws.server.tls.enabled", true)
                        .set("ws.server.tls.keystore", keystore)
                        .set("ws.server.tls.keystore-password", "secret")
                        .set("ws.server.tls.client-auth", "want")
                        .set("ws.server.tls.trust", List.of(trust))
                        .endpoint("/", () -> new WebSocketHandler() {
                            @Override
                            public void onOpen(WebSocket socket) {
                                who.complete((Credential)
                                        socket.handshake().principal().orElseThrow());
                            }
                        })
                        .start();
                WebSocketClient known = WebSocketClient.builder()
                        .transport(transport)
                        .set("ws.client.tls.trust", List.of(trust))
                        .set("ws.client.tls.certificates", List.of(chain))
                        .set("ws.client.tls.keys", List.of(key))
                        .build();
                WebSocketClient unknown = WebSocketClient.builder()
                        .transport(transport)
                        .set("ws.client.tls.trust", List.of(trust))
                        .build()) {
            URI uri = URI.create("wss://127.0.0.1:" + server.port() + "/");
            known.connect(uri, new Naming()).toCompletableFuture().get(60, TimeUnit.SECONDS);
            assertThat(who.get(60, TimeUnit.SECONDS))
                    .isEqualTo(new Credential(
                            "CN=alice", alice.chain().get(0).getNotAfter().toInstant()));
            assertThat(refusal(unknown.connect(uri, new Naming())).status()).isEqualTo(403);
        }
    }

    @OnEachTransport
    void anApplicationJudgesPasswordsItself(String transport) throws Exception {
        AuthProvider judge = new AuthProvider((proof, handshake) -> CompletableFuture.completedFuture(
                proof instanceof Proof.Password shown && shown.name().equals("ann") && shown.matches("wonderland")
                        ? Optional.of(Credential.of(shown.name()))
                        : Optional.empty()));
        try (WebSocketServer server = server(transport, "basic")
                .plugin(judge)
                .endpoint("/", Naming::new)
                .start()) {
            try (RawPeer peer = RawPeer.connect(server.port())) {
                peer.send(peer.request("/", "Authorization: Basic YW5uOndvbmRlcmxhbmQ="));
                assertThat(peer.readHead()).startsWith("HTTP/1.1 101 ");
                peer.send(Frame.text("who am I?"));
                assertThat(peer.read()).isEqualTo(Frame.text("ann"));
            }
            try (RawPeer peer = RawPeer.connect(server.port())) {
                peer.send(peer.request("/", "Authorization: Basic YW5uOm5vd2hlcmU="));
                assertThat(peer.readHead())
                        .startsWith("HTTP/1.1 401 ")
                        .contains("\r\nWWW-Authenticate: Basic realm=\"longwire\", charset=\"UTF-8\"\r\n");
            }
        }
    }

    @Test
    void keysAreShownNowhere() {
        try (WebSocketServer server =
                server("nio", "bearer").endpoint("/", Naming::new).start()) {
            assertThat(server.describe().toString()).doesNotContain(KEY.substring(2));
            assertThat(server.describe().settings().toString())
                    .contains("ws.plugins.auth.keys")
                    .doesNotContain(KEY.substring(2));
        }
    }
}
