package io.longwire.ws.codec.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResponsesTest {
    @Test
    void aRefusalSaysTheStandardPhraseAndEndsTheConnection() {
        assertThat(text(Responses.refusal(405, Map.of("Allow", List.of("GET")))))
                .isEqualTo("HTTP/1.1 405 Method Not Allowed\r\nAllow: GET\r\nContent-Type: text/plain\r\n"
                        + "Content-Length: 19\r\nConnection: close\r\n\r\nMethod Not Allowed\n");
        for (int status = 400; status < 600; status++) {
            String text = text(Responses.refusal(status, Map.of()));
            assertThat(text.substring(text.indexOf("\r\n\r\n") + 4).length()).isBetween(2, 64);
        }
    }

    @Test
    void anUpgradeIsNamedInConnection() {
        assertThat(text(Responses.refusal(426, Map.of("Upgrade", List.of("websocket")))))
                .contains("\r\nUpgrade: websocket\r\n")
                .contains("\r\nConnection: close, upgrade\r\n");
    }

    @Test
    void headAndNotModifiedHaveNoBody() {
        byte[] body = {'a', 'b'};
        assertThat(text(Responses.response(200, Map.of(), "text/html", body, false, false)))
                .isEqualTo("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nab");
        assertThat(text(Responses.response(200, Map.of(), "text/html", body, true, true)))
                .isEqualTo(
                        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\nConnection: close\r\n\r\n");
        assertThat(text(Responses.response(304, Map.of("ETag", List.of("\"1\"")), "", body, false, false)))
                .isEqualTo("HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n\r\n");
    }

    @Test
    void everyStatusHasAPhraseAlsoOneThatIsNotStandard() {
        for (int status = 200; status < 600; status++) {
            assertThat(Responses.phrase(status)).matches("[A-Z][A-Za-z ]{1,62}");
        }
        assertThat(Responses.phrase(299)).isEqualTo("Success");
        assertThat(Responses.phrase(399)).isEqualTo("Redirection");
        assertThat(Responses.phrase(499)).isEqualTo("Client Error");
        assertThat(Responses.phrase(599)).isEqualTo("Server Error");
        assertThat(text(Responses.response(204, Map.of(), "", new byte[0], false, false)))
                .isEqualTo("HTTP/1.1 204 No Content\r\n\r\n");
        assertThatThrownBy(() -> Responses.response(600, Map.of(), "", new byte[0], false, false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void headersCannotInjectOrReframe() {
        for (Map<String, List<String>> headers : List.<Map<String, List<String>>>of(
                Map.of("X", List.of("a\r\nb: c")),
                Map.of("X\n", List.of("a")),
                Map.of("content-length", List.of("1")),
                Map.of("Transfer-Encoding", List.of("chunked")),
                Map.of("Connection", List.of("keep-alive")))) {
            assertThatThrownBy(() -> Responses.refusal(400, headers)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Responses.response(200, Map.of(), "a\r\nb: c", new byte[0], false, false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Responses.response(101, Map.of(), "", new byte[0], false, false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.ISO_8859_1.decode(bytes).toString();
    }
}
