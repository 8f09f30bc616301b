package io.longwire.ws.codec.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.spi.ExtensionParameters;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ServerHandshakeTest {
    private static final String SAMPLE = """
            GET /chat?a=b HTTP/1.1\r
            Host: server.example.com\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            Origin: http://example.com\r
            Sec-WebSocket-Protocol: chat, superchat\r
            Sec-WebSocket-Version: 13\r
            \r
            """;

    @Test
    void answersTheSampleOfTheRfc() {
        UpgradeRequest request = open(SAMPLE);
        ByteBuffer answer = ServerHandshake.accept(
                request, Optional.of("chat"), List.of(ExtensionParameters.of("x-a")), Map.of("X-Extra", List.of("1")));
        assertThat(text(answer)).isEqualTo("""
                        HTTP/1.1 101 Switching Protocols\r
                        Upgrade: websocket\r
                        Connection: Upgrade\r
                        Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r
                        Sec-WebSocket-Protocol: chat\r
                        Sec-WebSocket-Extensions: x-a\r
                        X-Extra: 1\r
                        \r
                        """);
    }

    @Test
    void acceptsEveryKeyOfSixteenBytes() throws Exception {
        Random random = new Random(46);
        byte[] nonce = new byte[16];
        for (int i = 0; i < 10_000; i++) {
            random.nextBytes(nonce);
            String key = Base64.getEncoder().encodeToString(nonce);
            assertThat(AcceptKey.isKey(key)).isTrue();
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
            assertThat(AcceptKey.of(key)).isEqualTo(Base64.getEncoder().encodeToString(digest));
        }
    }

    @Test
    void keepsOffersInOrderOverSeveralLines() {
        UpgradeRequest request = open(Heads.with(
                "Sec-WebSocket-Protocol: b, a",
                "Sec-WebSocket-Protocol: c",
                "Sec-WebSocket-Extensions: y; q=\"1\\5\"; q",
                "Sec-WebSocket-Extensions: x"));
        assertThat(request.subprotocols()).containsExactly("b", "a", "c");
        assertThat(request.extensions())
                .containsExactly(ExtensionParameters.of("y").with("q", "15").with("q"), ExtensionParameters.of("x"));
    }

    @Test
    void takesTheAuthorityOfAnAbsoluteTarget() {
        UpgradeRequest request = open(Heads.line("GET http://A.example:80/chat HTTP/1.1"));
        assertThat(request.host()).isEqualTo("a.example:80");
        assertThat(request.target().path()).isEqualTo("/chat");
        assertThat(open(Heads.with()).host()).isEqualTo("a.example");
    }

    @Test
    void keepsValuesAsLatin1() {
        UpgradeRequest request = open(Heads.with("X-Name:\t \u00e4\u00ff \t", "x-name: b"));
        assertThat(request.headers().all("X-NAME")).containsExactly("\u00e4\u00ff", "b");
        assertThat(request.headers().names()).contains("X-Name").doesNotContain("x-name");
        assertThat(request.headers().asMap()).containsEntry("x-name", List.of("\u00e4\u00ff", "b"));
        assertThat(request.headers().first("none")).isEmpty();
    }

    @Test
    void refusesToWriteWhatCouldInject() {
        UpgradeRequest request = open(SAMPLE);
        for (String bad : List.of("a\r\nb: c", "a\nb", "a\u0000", "a\u0001", "a\u0100", "a\u007f")) {
            assertRefused(request, Optional.empty(), Map.of("X", List.of(bad)));
        }
        for (String bad : List.of("", "a b", "a:", "a\r\nb", "\u00e4")) {
            assertRefused(request, Optional.empty(), Map.of(bad, List.of("a")));
        }
        for (String ours :
                List.of("upgrade", "Connection", "content-length", "Transfer-Encoding", "sec-websocket-accept")) {
            assertRefused(request, Optional.empty(), Map.of(ours, List.of("a")));
        }
        for (String notOffered : List.of("other", "CHAT", "chat\r\nX: y", "")) {
            assertRefused(request, Optional.of(notOffered), Map.of());
        }
        assertThatThrownBy(() -> ServerHandshake.accept(
                        request,
                        Optional.empty(),
                        List.of(ExtensionParameters.of("a").with("b", "c\r\nd")),
                        Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tellsOrdinaryRequestsFromUpgrades() throws Refused {
        assertThat(ServerHandshake.isUpgrade(head("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")))
                .isFalse();
        assertThat(ServerHandshake.isUpgrade(head("GET / HTTP/1.1\r\nupgrade: h2c\r\n\r\n")))
                .isTrue();
        assertThat(ServerHandshake.isUpgrade(head("GET / HTTP/1.1\r\nsec-websocket-key: a\r\n\r\n")))
                .isTrue();
        assertThat(ServerHandshake.checkOrdinary(head("GET /a?b HTTP/1.0\r\n\r\n"))
                        .path())
                .isEqualTo("/a");
        for (String bad :
                List.of("", "Host: a\r\nContent-Length: 5\r\n", "Host: a\r\nTransfer-Encoding: chunked\r\n")) {
            assertThatThrownBy(() -> ServerHandshake.checkOrdinary(head("GET / HTTP/1.1\r\n" + bad + "\r\n")))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.status()).isEqualTo(400));
        }
    }

    @Test
    void readsOneHeadAfterTheOther() throws Refused {
        RequestHeadReader reader = new RequestHeadReader(HeadLimits.DEFAULTS);
        assertThat(reader.started()).isFalse();
        ByteBuffer bytes = ByteBuffer.wrap(
                "GET /1 HTTP/1.1\r\nA: 1\r\n\r\n\r\nGET /2 HTTP/1.1\r\n\r\nG".getBytes(StandardCharsets.US_ASCII));
        assertThat(Objects.requireNonNull(reader.read(bytes)).target()).isEqualTo("/1");
        assertThat(reader.started()).isFalse();
        RequestHead second = Objects.requireNonNull(reader.read(bytes));
        assertThat(second.target()).isEqualTo("/2");
        assertThat(second.headers().size()).isZero();
        assertThat(reader.read(bytes)).isNull();
        assertThat(reader.started()).isTrue();
    }

    @Test
    void decidesAtTheByteThatCrossesALimit() {
        assertThat(Heads.read("GET /" + "a".repeat(5000), Integer.MAX_VALUE).consumed())
                .isEqualTo(4097);
        assertThat(Heads.read("GET / HTTP/1.1\r\nA: " + "a".repeat(9000), Integer.MAX_VALUE)
                        .consumed())
                .isEqualTo(8193);
        assertThat(Heads.read("GET / HTTP/1.1\r\n" + "a: b\r\n".repeat(101), Integer.MAX_VALUE)
                        .consumed())
                .isEqualTo("GET / HTTP/1.1\r\n".length() + 600 + 1);
    }

    private static void assertRefused(
            UpgradeRequest request, Optional<String> subprotocol, Map<String, List<String>> headers) {
        assertThatThrownBy(() -> ServerHandshake.accept(request, subprotocol, List.of(), headers))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static UpgradeRequest open(String request) {
        return Objects.requireNonNull(Heads.read(request, Integer.MAX_VALUE).request());
    }

    private static RequestHead head(String text) throws Refused {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
        return Objects.requireNonNull(new RequestHeadReader(HeadLimits.DEFAULTS).read(bytes));
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.ISO_8859_1.decode(bytes).toString();
    }
}
