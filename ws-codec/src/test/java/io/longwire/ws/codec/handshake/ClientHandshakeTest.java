package io.longwire.ws.codec.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.HandshakeFailed;
import io.longwire.ws.spi.ExtensionParameters;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientHandshakeTest {
    private static final byte[] NONCE = Base64.getDecoder().decode(Heads.KEY);
    private static final String OPEN =
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: WebSocket\r\nConnection: keep-alive, upgrade\r\n"
                    + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n";

    private final ClientHandshake handshake = new ClientHandshake(
            URI.create("ws://A.example/chat?x=1"),
            List.of("a", "b"),
            Map.of("Origin", List.of("http://o")),
            List.of(ExtensionParameters.of("e").with("p", "1")),
            NONCE);

    @Test
    void asksAsTheRfcSays() throws Refused {
        assertThat(text(handshake.request()))
                .isEqualTo(
                        "GET /chat?x=1 HTTP/1.1\r\nHost: a.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + Heads.KEY
                                + "\r\nSec-WebSocket-Protocol: a, b\r\nSec-WebSocket-Extensions: e; p=1\r\nOrigin: http://o\r\n\r\n");
        RequestHead head = new RequestHeadReader(HeadLimits.DEFAULTS).read(handshake.request());
        assertThat(ServerHandshake.check(Objects.requireNonNull(head)).subprotocols())
                .containsExactly("a", "b");
    }

    @Test
    void namesTheResourceAndTheHostOfTheUri() {
        assertThat(requestTo("ws://a")).startsWith("GET / HTTP/1.1\r\nHost: a\r\n");
        assertThat(requestTo("wss://a:443?q")).startsWith("GET /?q HTTP/1.1\r\nHost: a\r\n");
        assertThat(requestTo("ws://a:443/")).startsWith("GET / HTTP/1.1\r\nHost: a:443\r\n");
        assertThat(requestTo("ws://[::1]:80/%C3%A4\u00e4")).startsWith("GET /%C3%A4%C3%A4 HTTP/1.1\r\nHost: [::1]\r\n");
        assertThat(requestTo("ws://under_score:1")).startsWith("GET / HTTP/1.1\r\nHost: under_score:1\r\n");
        assertThat(ClientHandshake.port(URI.create("WSS://a"))).isEqualTo(443);
        assertThat(ClientHandshake.port(URI.create("ws://a"))).isEqualTo(80);
        assertThat(ClientHandshake.host(URI.create("ws://[::1]"))).isEqualTo("0:0:0:0:0:0:0:1");
        assertThat(ClientHandshake.host(URI.create("ws://A:1"))).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://a",
                "a",
                "/a",
                "ws:a",
                "ws:///a",
                "ws://a#f",
                "ws://u@a",
                "ws://a:0",
                "ws://a:70000",
                "ws://\u00e4/"
            })
    void refusesWhatIsNoWebSocketUri(String uri) {
        assertThatThrownBy(() -> ClientHandshake.require(URI.create(uri))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesWhatCouldInject() {
        for (Map<String, List<String>> headers : List.<Map<String, List<String>>>of(
                Map.of("X", List.of("a\r\nb")),
                Map.of("X", List.of("a\u0000")),
                Map.of("X\r\nY", List.of("a")),
                Map.of("host", List.of("b")),
                Map.of("Sec-WebSocket-Key", List.of("b")),
                Map.of("Content-Length", List.of("5")))) {
            assertIllegal(List.of(), headers, NONCE);
        }
        assertIllegal(List.of("a\r\nb"), Map.of(), NONCE);
        assertIllegal(List.of("a", "a"), Map.of(), NONCE);
        assertIllegal(List.of(""), Map.of(), NONCE);
        assertIllegal(List.of(), Map.of(), new byte[15]);
    }

    @Test
    void acceptsWhatWasOffered() throws HandshakeFailed {
        String answer = OPEN + "Sec-WebSocket-Protocol: b\r\nSec-WebSocket-Extensions: e; q=2\r\n\r\nframes";
        for (int chunk : new int[] {1, 7, 1000}) {
            ClientHandshake.Accepted accepted = handshake.check(read(answer, chunk));
            assertThat(accepted.subprotocol()).contains("b");
            assertThat(accepted.extensions())
                    .containsExactly(ExtensionParameters.of("e").with("q", "2"));
        }
        assertThat(handshake.check(read(OPEN + "\r\n", 1)).subprotocol()).isEmpty();
    }

    @Test
    void leavesTheFramesAfterTheHead() throws HandshakeFailed {
        ByteBuffer bytes = bytes(OPEN + "\r\nframes");
        new ResponseHeadReader(HeadLimits.DEFAULTS).read(bytes);
        assertThat(text(bytes)).isEqualTo("frames");
    }

    static Stream<Arguments> wrongAnswers() {
        String accept = "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n";
        return Stream.of(
                        new String[] {"212 wrong", OPEN.replace("s3pP", "s3pQ") + "\r\n"},
                        new String[] {"212 other case", OPEN.replace("s3pP", "S3pP") + "\r\n"},
                        new String[] {"212 missing", OPEN.replace(accept, "") + "\r\n"},
                        new String[] {"212 doubled", OPEN + accept + "\r\n"},
                        new String[] {"212 padded", OPEN.replace("xOo=", "xOo==") + "\r\n"},
                        new String[] {"217 not offered", OPEN + "Sec-WebSocket-Extensions: f\r\n\r\n"},
                        new String[] {"217 malformed", OPEN + "Sec-WebSocket-Extensions: e;;\r\n\r\n"},
                        new String[] {"218 not offered", OPEN + "Sec-WebSocket-Protocol: c\r\n\r\n"},
                        new String[] {"218 two", OPEN + "Sec-WebSocket-Protocol: a, b\r\n\r\n"},
                        new String[] {
                            "218 two lines", OPEN + "Sec-WebSocket-Protocol: a\r\nSec-WebSocket-Protocol: a\r\n\r\n"
                        },
                        new String[] {"218 empty", OPEN + "Sec-WebSocket-Protocol:\r\n\r\n"},
                        new String[] {"219 Upgrade", OPEN.replace("Upgrade: WebSocket\r\n", "") + "\r\n"},
                        new String[] {"219 Upgrade list", OPEN.replace("WebSocket\r", "h2c, websocket\r") + "\r\n"},
                        new String[] {"219 Connection", OPEN.replace("keep-alive, upgrade", "keep-alive") + "\r\n"})
                .map(Arguments::of);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongAnswers")
    void failsOnAWrongAnswer(String name, String answer) throws HandshakeFailed {
        ResponseHead head = read(answer, 1000);
        assertThatThrownBy(() -> handshake.check(head))
                .isInstanceOfSatisfying(
                        HandshakeFailed.class,
                        failed -> assertThat(failed.status()).isEqualTo(101));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 301, 400, 401, 403, 404, 426, 429, 503})
    void failsWithTheStatusAndHeadersOfARefusal(int status) throws HandshakeFailed {
        ResponseHead head = read("HTTP/1.1 " + status + " x\r\nRetry-After: 5\r\n\r\n", 3);
        assertThatThrownBy(() -> handshake.check(head)).isInstanceOfSatisfying(HandshakeFailed.class, failed -> {
            assertThat(failed.status()).isEqualTo(status);
            assertThat(failed.headers()).containsEntry("retry-after", List.of("5"));
        });
    }

    @Test
    void passesOverEightInterimResponses() throws HandshakeFailed {
        String interim = "HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n";
        assertThat(read(interim.repeat(8) + OPEN + "\r\n", 5).status()).isEqualTo(101);
        assertThatThrownBy(() -> read(interim.repeat(9) + OPEN + "\r\n", 5)).isInstanceOf(HandshakeFailed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.0 101 x\r\n\r\n",
                "HTTP/2.0 101 x\r\n\r\n",
                "http/1.1 101 x\r\n\r\n",
                "HTTP/1.1 1O1 x\r\n\r\n",
                "HTTP/1.1 1010 x\r\n\r\n",
                "HTTP/1.1 099 x\r\n\r\n",
                "HTTP/1.1 600 x\r\n\r\n",
                "HTTP/1.1101 x\r\n\r\n",
                "ICY 200 OK\r\n\r\n",
                "\r\nHTTP/1.1 101 x\r\n\r\n",
                "HTTP/1.1 101 x\n\n",
                "HTTP/1.1 101 x\r\n folded\r\n\r\n",
                "HTTP/1.1 101 x\r\nA : b\r\n\r\n",
                "HTTP/1.1 101 x\u0000\r\n\r\n"
            })
    void failsOnWhatIsNotHttp(String answer) {
        for (int chunk : new int[] {1, 1000}) {
            assertThatThrownBy(() -> read(answer, chunk))
                    .isInstanceOfSatisfying(
                            HandshakeFailed.class,
                            failed -> assertThat(failed.status()).isZero());
        }
    }

    @Test
    void holdsNoMoreThanTheLimitOfAnEndlessHead() {
        for (String start : List.of("HTTP/1.1 101 ", "HTTP/1.1 101 x\r\nA: ", "HTTP/1.1 101 x\r\n")) {
            ByteBuffer bytes = bytes(start + "a".repeat(1 << 20));
            assertThatThrownBy(() -> new ResponseHeadReader(HeadLimits.DEFAULTS).read(bytes))
                    .isInstanceOf(HandshakeFailed.class);
            assertThat(bytes.position()).isEqualTo(8193);
        }
    }

    private static ResponseHead read(String text, int chunk) throws HandshakeFailed {
        ResponseHeadReader reader = new ResponseHeadReader(HeadLimits.DEFAULTS);
        ByteBuffer bytes = bytes(text);
        while (bytes.hasRemaining()) {
            ByteBuffer part = bytes.slice(bytes.position(), Math.min(chunk, bytes.remaining()));
            ResponseHead head = reader.read(part);
            if (head != null) {
                return head;
            }
            bytes.position(bytes.position() + part.position());
        }
        throw new AssertionError("the head is not at its end");
    }

    private static String requestTo(String uri) {
        return text(new ClientHandshake(URI.create(uri), List.of(), Map.of(), List.of(), NONCE).request());
    }

    private static void assertIllegal(List<String> subprotocols, Map<String, List<String>> headers, byte[] nonce) {
        assertThatThrownBy(() -> new ClientHandshake(URI.create("ws://a"), subprotocols, headers, List.of(), nonce))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.ISO_8859_1.decode(bytes).toString();
    }
}
