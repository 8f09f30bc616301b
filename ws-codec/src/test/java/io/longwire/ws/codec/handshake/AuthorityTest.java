package io.longwire.ws.codec.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorityTest {
    @ParameterizedTest
    @CsvSource({
        "A.example,                    a.example",
        "a_b-1.example.,               a_b-1.example.",
        "1.2.3.4:80,                   1.2.3.4:80",
        "a:,                           a",
        "a:65535,                      a:65535",
        "a:00080,                      a:80",
        "[::],                         [0:0:0:0:0:0:0:0]",
        "[::1]:1,                      [0:0:0:0:0:0:0:1]:1",
        "[1::],                        [1:0:0:0:0:0:0:0]",
        "[2001:DB8::a],                [2001:db8:0:0:0:0:0:a]",
        "[1:2:3:4:5:6:7:8],            [1:2:3:4:5:6:7:8]",
        "[1:2:3:4:5:6:1.2.3.4],        [1:2:3:4:5:6:102:304]",
        "[::ffff:255.0.10.100],        [0:0:0:0:0:ffff:ff00:a64]",
        "[1:2:3:4:5:6:7::],            [1:2:3:4:5:6:7:0]"
    })
    void hasOneForm(String text, String canonical) {
        assertThat(Authority.parse(text)).map(Authority::toString).hasValue(canonical);
        assertThat(Authority.parse(canonical)).isEqualTo(Authority.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":80",
                ".",
                "a..b",
                "a b",
                "a:0",
                "a:65536",
                "a:8x",
                "a:/0",
                "a:-1",
                "a:000080",
                "[]",
                "[::",
                "[1:2:3:4:5:6:7]",
                "[1:2:3:4:5:6:7:8:9]",
                "[1:2:3:4:5:6:7:8::]",
                "[1::2::3]",
                "[12345::]",
                "[g::]",
                "[1:]",
                "[:1]",
                "[1.2.3.4::]",
                "[::1.2.3]",
                "[::1.2.3.4.5]",
                "[::1.2.3.04]",
                "[::1.2..4]",
                "[::1.2.3.1000]",
                "[::1.2.3.a]",
                "[::1.2.3./]",
                "[1:2:3:4:5:6:7:1.2.3.4]",
                "[::1]80",
                "[::\u0661]",
                "\u0661"
            })
    void isRefused(String text) {
        assertThat(Authority.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {63, 64})
    void aLabelHas63Characters(int length) {
        assertThat(Authority.parse("a." + "b".repeat(length)).isPresent()).isEqualTo(length == 63);
    }
}
