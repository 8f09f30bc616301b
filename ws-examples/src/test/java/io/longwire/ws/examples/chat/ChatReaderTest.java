package io.longwire.ws.examples.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChatReaderTest {
    @Test
    void every_type_is_read() throws BadMessage {
        assertThat(ChatReader.read("{\"type\":\"hello\",\"name\":\"Ada\"}"))
                .isEqualTo(new ClientMessage.Hello("Ada", null, null));
        assertThat(ChatReader.read("{\"key\":\"0123456789abcdef\",\"name\":\"A\",\"type\":\"hello\"}"))
                .isEqualTo(new ClientMessage.Hello("A", "0123456789abcdef", null));
        assertThat(ChatReader.read("{\"type\":\"say\",\"text\":\"\\u00e4\",\"ref\":\"a-1\"}"))
                .isEqualTo(new ClientMessage.Say("\u00e4", "a-1"));
        assertThat(ChatReader.read("{\"type\":\"rename\",\"name\":\"B\"}")).isEqualTo(new ClientMessage.Rename("B"));
        assertThat(ChatReader.read("{\"type\":\"ping\",\"n\":-3}")).isEqualTo(new ClientMessage.Ping(-3));
    }

    @Test
    void unknown_scalar_fields_are_ignored() throws BadMessage {
        assertThat(ChatReader.read("{\"type\":\"ping\",\"n\":1,\"x\":true,\"y\":null,\"z\":1.5}"))
                .isEqualTo(new ClientMessage.Ping(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"hello\"",
                "{",
                "{}",
                "{\"type\":\"dance\"}",
                "{\"type\":1}",
                "{\"type\":\"hello\"}",
                "{\"type\":\"hello\",\"name\":5}",
                "{\"type\":\"hello\",\"name\":null}",
                "{\"type\":\"hello\",\"name\":\"A\",\"key\":\"short\"}",
                "{\"type\":\"hello\",\"name\":\"A\",\"key\":7}",
                "{\"type\":\"hello\",\"name\":\"A\",\"name\":\"B\"}",
                "{\"type\":\"hello\",\"name\":\"A\"} {}",
                "{\"type\":\"hello\",\"name\":\"A\"} x",
                "{\"type\":\"say\",\"text\":\"x\",\"ref\":\"\"}",
                "{\"type\":\"say\",\"text\":\"x\",\"ref\":\"a b\"}",
                "{\"type\":\"say\",\"text\":[\"x\"]}",
                "{\"type\":\"say\",\"text\":\"x\",\"more\":{}}",
                "{\"type\":\"ping\",\"n\":\"1\"}",
                "{\"type\":\"ping\",\"n\":99999999999999999999}",
                "{type:\"ping\",\"n\":1}",
                "{\"type\":\"ping\",\"n\":1,}",
            })
    void everything_else_is_refused(String json) {
        assertThatExceptionOfType(BadMessage.class).isThrownBy(() -> ChatReader.read(json));
    }
}
