package io.longwire.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CloseReasonTest {
    @Test
    void takesExactlyTheCodesThatMayStandOnTheWire() {
        int[] sendable = IntStream.rangeClosed(-1, 70_000)
                .filter(CloseReason::isSendable)
                .toArray();

        int[] expected = IntStream.concat(
                        IntStream.concat(IntStream.rangeClosed(1000, 1003), IntStream.rangeClosed(1007, 1014)),
                        IntStream.rangeClosed(3000, 4999))
                .toArray();
        assertThat(sendable).isEqualTo(expected);
        for (int code : new int[] {-1, 0, 999, 1004, 1005, 1006, 1015, 2999, 5000, 70_000}) {
            assertThatThrownBy(() -> CloseReason.of(code)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void takes123BytesOfText() {
        assertThat(new CloseReason(1000, "é".repeat(61) + "a").text()).hasSize(62);
        assertThatThrownBy(() -> new CloseReason(1000, "é".repeat(62)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("123");
    }

    @Test
    void refusesAnUnpairedSurrogate() {
        assertThatThrownBy(() -> new CloseReason(1000, "\uD83D")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CloseReason(1000, "\uDE00\uD83D")).isInstanceOf(IllegalArgumentException.class);
        assertThat(new CloseReason(1000, "\uD83D\uDE00").text()).hasSize(2);
    }
}
