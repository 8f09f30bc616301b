package io.longwire.ws.examples.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WordsTest {
    private static final String ASTRONAUT = "\ud83d\udc69\u200d\ud83d\ude80";

    @Test
    void names_are_trimmed_and_have_single_spaces() {
        assertThat(Words.name("  Ada \u00a0 Lovelace ")).contains("Ada Lovelace");
        assertThat(Words.name(ASTRONAUT)).contains(ASTRONAUT);
        assertThat(Words.name("\ud83d\ude00".repeat(32))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u200b",
                "\u200d",
                "a\u202eb",
                "a\u0000b",
                "a\u2066b",
                "\ud800",
                "\ufeff",
                "a\u2028b",
                "123456789012345678901234567890123"
            })
    void what_is_invisible_or_deceives_is_no_name(String name) {
        assertThat(Words.name(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lobby", "Caf\u00e9 3", "a.b_c-d", "\u65e5\u672c"})
    void rooms(String room) {
        assertThat(Words.room(room)).contains(room);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "-x",
                "a/b",
                "a\u0000",
                "12345678901234567890123456789012345678901",
                "a#b",
                "\ufdfa\ufdfa\ufdfa"
            })
    void no_rooms(String room) {
        assertThat(Words.room(room)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ADA,ada", "\ufb01n,FIN", "\uff21da,ada"})
    void names_that_look_the_same_are_the_same(String one, String other) {
        assertThat(Words.fold(one)).isEqualTo(Words.fold(other));
    }

    @Test
    void texts_are_cleaned() throws Refused {
        assertThat(Words.text(" a\r\nb\r\r\r\r\nc\u0007\u001b[2J\td ")).isEqualTo("a\nb\n\nc[2J\td");
        assertThat(Words.text("half \ud83d pair")).isEqualTo("half \ufffd pair");
        assertThat(Words.text("\ud83d\ude00".repeat(2000))).hasSize(4000);
    }

    @Test
    void texts_have_limits() {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> Words.text(" \n\u0000 "))
                .matches(r -> r.reason() == Refused.Reason.TEXT_EMPTY);
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> Words.text("x".repeat(2001)))
                .matches(r -> r.reason() == Refused.Reason.TEXT_TOO_LONG);
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> Words.text("\ud83d\ude00".repeat(2001)))
                .matches(r -> r.reason() == Refused.Reason.TEXT_TOO_LONG);
    }
}
