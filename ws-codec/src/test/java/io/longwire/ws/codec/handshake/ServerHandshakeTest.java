package io.longwire.ws.codec.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.spi.ExtensionParameters;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    void answersTheSampleOfTheRfc() throws Refused {
        ByteBuffer bytes = ByteBuffer.wrap((SAMPLE + "next").getBytes(StandardCharsets.ISO_8859_1));
        RequestHead head = new RequestHeadReader(HeadLimits.DEFAULTS).read(bytes);
        assertThat(head).isNotNull();
        assertThat(bytes.remaining()).isEqualTo(4);
        UpgradeRequest request = ServerHandshake.check(head);
        ByteBuffer answer = ServerHandshake.accept(
                request, Optional.of("chat"), List.of(ExtensionParameters.of("x-a")), Map.of("X-Extra", List.of("1")));
        assertThat(StandardCharsets.ISO_8859_1.decode(answer).toString()).isEqualTo("""
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
}
