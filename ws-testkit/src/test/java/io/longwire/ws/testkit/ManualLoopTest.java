package io.longwire.ws.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.spi.Cancellable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManualLoopTest {
    private final ManualLoop loop = new ManualLoop();
    private final List<String> log = new ArrayList<>();

    @Test
    void aTurnIsReadsTimersTasksAndThenItsEnd() {
        boolean[] read = {false};
        loop.add(() -> {
            boolean first = !read[0];
            read[0] = true;
            return first && log.add("read");
        });
        loop.execute(() -> {
            log.add("task");
            loop.atTurnEnd(() -> {
                log.add("end");
                loop.atTurnEnd(() -> log.add("end of end"));
            });
            loop.execute(() -> log.add("next turn"));
        });
        loop.execute(() -> log.add("second task"));
        loop.schedule(Duration.ZERO, () -> log.add("timer"));
        loop.turn();
        assertThat(log).containsExactly("read", "timer", "task", "second task", "end", "end of end");
        loop.runPending();
        assertThat(log).endsWith("end of end", "next turn").hasSize(7);
    }

    @Test
    void timersRunInTheOrderOfTimeAndAtTheirTime() {
        long start = loop.nanoTime();
        for (int seconds : new int[] {3, 1, 2}) {
            loop.schedule(Duration.ofSeconds(seconds), () -> log.add(seconds + "@" + (loop.nanoTime() - start)));
        }
        loop.schedule(Duration.ofSeconds(1), () -> loop.schedule(Duration.ofMillis(500), () -> log.add("between")));
        loop.advance(Duration.ofMillis(999));
        assertThat(log).isEmpty();
        loop.advance(Duration.ofMillis(2001));
        assertThat(log).containsExactly("1@1000000000", "between", "2@2000000000", "3@3000000000");
        assertThat(loop.nanoTime() - start).isEqualTo(Duration.ofSeconds(3).toNanos());
    }

    @Test
    void aCancelledTimerDoesNotRunAndDoesNotWait() {
        Cancellable later = loop.schedule(Duration.ofSeconds(1), () -> log.add("later"));
        loop.schedule(Duration.ofSeconds(1), later::cancel);
        Cancellable sameTime = loop.schedule(Duration.ofSeconds(2), () -> log.add("no"));
        sameTime.cancel();
        sameTime.cancel();
        assertThat(loop.clock().timers()).isEqualTo(2);
        loop.advance(Duration.ofSeconds(2));
        assertThat(log).containsExactly("later");
        assertThat(loop.clock().timers()).isZero();
    }

    @Test
    void aTimerMayBeCancelledInTheTurnInWhichItIsDue() {
        List<Cancellable> second = new ArrayList<>();
        loop.schedule(Duration.ofSeconds(1), () -> second.get(0).cancel());
        second.add(loop.schedule(Duration.ofSeconds(1), () -> log.add("no")));
        loop.advance(Duration.ofSeconds(1));
        assertThat(log).isEmpty();
    }

    @Test
    void loopsOnOneClockAgreeOnTheTimeAndAreNotInEachOther() {
        ManualLoop other = new ManualLoop(loop.clock());
        other.schedule(Duration.ofSeconds(1), () -> {
            log.add("other: " + other.inLoop() + " " + loop.inLoop());
            loop.execute(() -> log.add("loop: " + other.inLoop() + " " + loop.inLoop()));
        });
        loop.schedule(Duration.ofSeconds(2), () -> log.add("last"));
        loop.advance(Duration.ofSeconds(2));
        assertThat(log).containsExactly("other: true false", "loop: false true", "last");
    }

    @Test
    void theThreadThatMadeTheLoopCountsAsItsThread() throws Exception {
        assertThat(loop.inLoop()).isTrue();
        ManualLoop.outside(() -> {
            assertThat(loop.inLoop()).isFalse();
            assertThatThrownBy(() -> loop.atTurnEnd(() -> log.add("no"))).isInstanceOf(IllegalStateException.class);
        });
        assertThat(loop.inLoop()).isTrue();
        Thread thread = new Thread(() -> log.add("elsewhere: " + loop.inLoop()));
        thread.start();
        thread.join();
        loop.runPending();
        assertThat(log).containsExactly("elsewhere: false");
    }

    @Test
    void whatATaskThrowsComesOutWhenTheOthersHaveRun() {
        loop.execute(() -> {
            throw new IllegalArgumentException("one");
        });
        loop.execute(() -> {
            throw new IllegalArgumentException("two");
        });
        loop.execute(() -> log.add("three"));
        assertThatThrownBy(loop::runPending)
                .hasMessage("one")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        assertThat(log).containsExactly("three");
        loop.runPending();
    }

    @Test
    void aLoopCannotBeDrivenFromInside() {
        loop.execute(loop::runPending);
        assertThatThrownBy(loop::runPending)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("inside");
    }

    @Test
    void aTaskThatPostsItselfForEverIsAnError() {
        Runnable[] task = new Runnable[1];
        task[0] = () -> loop.execute(task[0]);
        loop.execute(task[0]);
        assertThatThrownBy(loop::runPending).hasMessageContaining("do not come to rest");
    }

    @Test
    void aDelayThatIsNegativeOrForEverIsTakenAsNowOrFar() {
        loop.schedule(Duration.ofSeconds(-1), () -> log.add("now"));
        loop.schedule(Duration.ofSeconds(Long.MAX_VALUE), () -> log.add("far"));
        loop.advance(Duration.ofDays(1_000));
        assertThat(log).containsExactly("now");
    }

    @Test
    void timeDoesNotGoBack() {
        assertThatThrownBy(() -> loop.advance(Duration.ofNanos(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void afterItsEndALoopDropsWhatItIsGiven() {
        loop.execute(() -> log.add("task"));
        loop.schedule(Duration.ofSeconds(1), () -> log.add("timer"));
        loop.end();
        loop.execute(() -> log.add("late task"));
        loop.schedule(Duration.ofSeconds(1), () -> log.add("late timer")).cancel();
        loop.advance(Duration.ofSeconds(2));
        assertThat(log).isEmpty();
        assertThat(loop.clock().timers()).isZero();
    }
}
