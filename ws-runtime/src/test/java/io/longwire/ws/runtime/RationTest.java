package io.longwire.ws.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RationTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void oneIsLetThroughInATimeAndTheOthersAreCounted() {
        Ration ration = new Ration(Duration.ofSeconds(1));
        long now = Long.MAX_VALUE - SECOND / 2; // as System.nanoTime may be, it overflows meanwhile
        assertThat(ration.take(now)).isZero();
        assertThat(ration.take(now)).isEqualTo(-1);
        assertThat(ration.take(now + SECOND - 1)).isEqualTo(-1);
        assertThat(ration.take(now + SECOND)).isEqualTo(2);
        assertThat(ration.take(now + 3 * SECOND)).isZero();
    }
}
