package io.longwire.ws.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "Hello", "what?", "Grüße? \uD83D\uDE00 \u20AC", "\uFFFD", "\u0000"})
    void encodesAndDecodesWellFormedText(String text) {
        ByteBuffer utf8 = Text.encode(text);

        assertThat(StandardCharsets.UTF_8.decode(utf8.duplicate()).toString()).isEqualTo(text);
        ByteBuffer direct = ByteBuffer.allocateDirect(utf8.remaining() + 3).position(3);
        direct.put(utf8.duplicate()).position(3);
        assertThat(Text.decode(utf8, false, null)).isEqualTo(text);
        assertThat(Text.decode(direct, false, NoLoop.context())).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD83D", "\uDE00", "a\uD83Db", "\uDE00\uD83D", "?\uD83D?", "\uD83D\uDE00\uD83D"})
    void refusesAnUnpairedSurrogate(String text) {
        assertThatThrownBy(() -> Text.encode(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the text holds an unpaired surrogate");
    }

    @Test
    void takesAnyCharSequence() {
        assertThat(Text.encode(new StringBuilder("ab"))).isEqualTo(ByteBuffer.wrap(new byte[] {'a', 'b'}));
    }
}
