package io.longwire.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller hands over may not inject a header. */
class HeadersGivenByCallersTest {
    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX: y", "a\nb", "a\rb", "a\0b", "a\u007fb", "\u20AC"})
    void refuseAValueThatCouldInject(String value) {
        assertThatThrownBy(() -> ClientOptions.DEFAULTS.header("X-A", value))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HandshakeRejected(401, "no", Map.of("X-A", List.of(value))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:b", "a\r", "é", "a(b)"})
    void refuseANameThatIsNoToken(String name) {
        assertThatThrownBy(() -> ClientOptions.DEFAULTS.header(name, "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ClientOptions.DEFAULTS.subprotocols(name))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void areKeptAndReplacedWithoutCase() {
        ClientOptions options =
                ClientOptions.DEFAULTS.header("Authorization", "a").header("authorization", "b\tc");

        assertThat(options.headers()).hasSize(1).containsValue(List.of("b\tc"));
    }

    @Test
    void refuseASubprotocolThatStandsTwice() {
        assertThatThrownBy(() -> ClientOptions.DEFAULTS.subprotocols("a", "b", "a"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refuseAStatusThatIsNoRefusal() {
        assertThatThrownBy(() -> new HandshakeRejected(200, "no")).isInstanceOf(IllegalArgumentException.class);
        assertThat(new HandshakeRejected(599, "no").status()).isEqualTo(599);
    }
}
