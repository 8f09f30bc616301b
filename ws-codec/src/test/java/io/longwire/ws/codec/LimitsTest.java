package io.longwire.ws.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.codec.handshake.HeadLimits;
import io.longwire.ws.codec.handshake.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {
    @Test
    void oneByteOneFrameAndNoRatioAreTheLeast() {
        assertThat(new Limits(1, 1, 1, 0)).isEqualTo(new Limits(1, 1, 1, 0));
    }

    @ParameterizedTest
    @CsvSource({"0,1,1,0", "1,0,1,0", "1,1,0,0", "1,1,1,-1"})
    void lessIsRefused(long frame, long message, int fragments, int ratio) {
        assertThatThrownBy(() -> new Limits(frame, message, fragments, ratio))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("frame " + frame + ", message " + message);
    }

    @ParameterizedTest
    @CsvSource({"0,1,1", "1,0,1", "1,1,0"})
    void aHeadHasRoomForSomething(int requestLine, int head, int headers) {
        assertThatThrownBy(() -> new HeadLimits(requestLine, head, headers))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"399", "600", "200"})
    void aRefusalHasTheStatusOfAnError(int status) {
        assertThatThrownBy(() -> new Refused(status, "no")).isInstanceOf(IllegalArgumentException.class);
    }
}
