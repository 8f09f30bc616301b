package io.longwire.ws.examples.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class HexDumpTest {
    @Test
    void sixteen_bytes_a_line_with_their_ascii() {
        ByteBuffer data = ByteBuffer.wrap("??Hello, wire \u0000\u00ff!".getBytes(StandardCharsets.ISO_8859_1));
        data.position(2);
        assertThat(HexDump.of(data))
                .containsExactly(
                        "binary, 15 bytes",
                        "00000000  48 65 6c 6c 6f 2c 20 77  69 72 65 20 00 ff 21     |Hello, wire ..!|");
        assertThat(data.position()).isEqualTo(2);
    }

    @Test
    void what_is_long_is_cut_and_told() {
        assertThat(HexDump.of(ByteBuffer.allocate(1000)))
                .hasSize(18)
                .startsWith("binary, 1000 bytes")
                .endsWith("... and 744 more");
        assertThat(HexDump.of(ByteBuffer.allocate(256))).hasSize(17);
        assertThat(HexDump.of(ByteBuffer.allocate(1))).first().isEqualTo("binary, 1 byte");
        assertThat(HexDump.of(ByteBuffer.allocate(0))).containsExactly("binary, 0 bytes");
    }

    @Test
    void text_of_strangers_moves_no_cursor() {
        assertThat(Visible.of("a\tb\nc\u001b[2J\u009b1A\u007f")).isEqualTo("a\tb\nc\\u001b[2J\\u009b1A\\u007f");
    }
}
