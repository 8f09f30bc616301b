package io.longwire.ws.transport.nio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimersTest {
    /** Near the end of the range, so that a comparison which does not subtract is found out. */
    private static final long NOW = Long.MAX_VALUE - 10;

    private final Timers timers = new Timers();
    private final List<String> log = new ArrayList<>();

    @Test
    void runInTheOrderOfTimeAcrossTheOverflowOfTheClock() {
        add(Duration.ofNanos(30), "third");
        add(Duration.ofNanos(5), "first");
        add(Duration.ofNanos(20), "second");
        timers.run(NOW + 25, Runnable::run);
        assertThat(log).containsExactly("first", "second");
        timers.run(NOW + 30, Runnable::run);
        assertThat(log).containsExactly("first", "second", "third");
    }

    @Test
    void waitIsRoundedUpSoThatTheLoopDoesNotSpin() {
        assertThat(timers.millisToNext(NOW)).isNegative();
        add(Duration.ofNanos(1_000_001), "timer");
        assertThat(timers.millisToNext(NOW)).isEqualTo(2);
        assertThat(timers.millisToNext(NOW + 1_000_001)).isZero();
        assertThat(timers.millisToNext(NOW + 5_000_000)).isZero();
    }

    @Test
    void aDelayThatIsNegativeOrFarIsTakenAsNowOrFar() {
        add(Duration.ofSeconds(-1), "now");
        add(Duration.ofSeconds(Long.MAX_VALUE), "far");
        timers.run(NOW, Runnable::run);
        assertThat(log).containsExactly("now");
        assertThat(timers.millisToNext(NOW))
                .isGreaterThan(Duration.ofDays(10_000).toMillis());
    }

    @Test
    void manyThatAreCancelledAreForgotten() {
        add(Duration.ofSeconds(1), "kept");
        for (int i = 0; i < 10_000; i++) {
            Timers.Timer timer = timers.timer(NOW, Duration.ofHours(1), () -> log.add("no"));
            timers.add(timer);
            timer.cancel();
            timer.cancel();
            timers.run(NOW, Runnable::run);
        }
        assertThat(timers.size()).isLessThan(200);
        timers.run(NOW + Duration.ofSeconds(1).toNanos(), Runnable::run);
        assertThat(log).containsExactly("kept");
    }

    @Test
    void whatIsCancelledDoesNotRun() {
        Timers.Timer timer = timers.timer(NOW, Duration.ZERO, () -> log.add("no"));
        timers.add(timer);
        timer.cancel();
        timers.run(NOW, Runnable::run);
        assertThat(log).isEmpty();
        assertThat(timers.size()).isZero();
    }

    private void add(Duration delay, String name) {
        timers.add(timers.timer(NOW, delay, () -> log.add(name)));
    }
}
