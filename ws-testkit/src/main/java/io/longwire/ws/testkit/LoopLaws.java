package io.longwire.ws.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.spi.Cancellable;
import io.longwire.ws.spi.Loop;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The part of {@link TransportContract} that is about {@link Loop}. */
public interface LoopLaws extends TransportUnderTest {
    /** Tasks of many threads all run, on the loop, each thread's in its order. */
    @Test
    default void tasksRunOnTheLoopInTheOrderOfEachThread() throws Exception {
        try (Lab lab = new Lab(this, 1)) {
            Loop loop = lab.transport.loops().get(0);
            List<int[]> ran = Collections.synchronizedList(new ArrayList<>());
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                int thread = t;
                threads.add(new Thread(() -> {
                    lab.law(!loop.inLoop(), "inLoop on a thread that is not the loop's");
                    for (int i = 0; i < 2_000; i++) {
                        int number = i;
                        loop.execute(() -> {
                            lab.law(loop.inLoop(), "a task not on the loop");
                            ran.add(new int[] {thread, number});
                        });
                    }
                }));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            lab.await("all tasks", () -> ran.size() == 8_000);
            for (int t = 0; t < 4; t++) {
                int thread = t;
                assertThat(ran.stream().filter(task -> task[0] == thread).map(task -> task[1]))
                        .as("tasks of thread %s", thread)
                        .isSorted();
            }
        }
    }

    /** A task that is posted on the loop waits until the callback that posts it has returned. */
    @Test
    default void aTaskRunsAfterTheCallbackThatPostsIt() throws Exception {
        try (Lab lab = new Lab(this, 1)) {
            Loop loop = lab.transport.loops().get(0);
            List<String> log = Collections.synchronizedList(new ArrayList<>());
            lab.on(loop, () -> {
                loop.execute(() -> log.add("first"));
                loop.schedule(Duration.ZERO, () -> log.add("timer"));
                loop.execute(() -> log.add("second"));
                log.add("callback");
            });
            lab.await("all of it", () -> log.size() == 4);
            assertThat(log).startsWith("callback").containsSubsequence("first", "second");
        }
    }

    /** The clock never goes back, whoever looks. */
    @Test
    default void timeDoesNotGoBack() throws Exception {
        try (Lab lab = new Lab(this, 1)) {
            Loop loop = lab.transport.loops().get(0);
            long[] last = {loop.nanoTime()};
            for (int i = 0; i < 20; i++) {
                lab.on(loop, () -> {
                    long now = loop.nanoTime();
                    lab.law(now - last[0] >= 0, "time went back");
                    last[0] = now;
                });
                lab.law(loop.nanoTime() - last[0] >= 0, "time went back outside the loop");
            }
        }
    }

    /** A timer runs once, on the loop, not before its time, and an earlier one first. */
    @Test
    default void timersRunOnceAndNotBeforeTheirTime() throws Exception {
        try (Lab lab = new Lab(this, 1)) {
            Loop loop = lab.transport.loops().get(0);
            List<String> log = Collections.synchronizedList(new ArrayList<>());
            long start = loop.nanoTime();
            schedule(lab, loop, start, Duration.ofMillis(60), "late", log);
            schedule(lab, loop, start, Duration.ofMillis(10), "early", log);
            // On a machine that is slow enough the early one is due after the late one.
            boolean inOrder = loop.nanoTime() - start < Duration.ofMillis(50).toNanos();
            lab.on(loop, () -> schedule(lab, loop, loop.nanoTime(), Duration.ofMillis(30), "from the loop", log));
            lab.await("three timers", () -> log.size() == 3);
            schedule(lab, loop, loop.nanoTime(), Duration.ofMillis(20), "last", log);
            lab.await("the last timer", () -> log.contains("last"));
            assertThat(log).hasSize(4).endsWith("last").containsOnlyOnce("from the loop", "early", "late");
            if (inOrder) {
                assertThat(log).containsSubsequence("early", "late");
            }
        }
    }

    private static void schedule(Lab lab, Loop loop, long start, Duration delay, String name, List<String> log) {
        Cancellable unused = loop.schedule(delay, () -> {
            lab.law(loop.inLoop(), "a timer not on the loop");
            lab.law(loop.nanoTime() - start >= delay.toNanos(), "a timer before its time");
            log.add(name);
        });
    }

    /** A timer that is cancelled in time does not run, from whatever thread; later it is nothing to cancel it. */
    @Test
    default void aCancelledTimerDoesNotRun() throws Exception {
        try (Lab lab = new Lab(this, 1)) {
            Loop loop = lab.transport.loops().get(0);
            AtomicInteger wrong = new AtomicInteger();
            AtomicBoolean done = new AtomicBoolean();
            Cancellable outside = loop.schedule(Duration.ofMillis(300), wrong::incrementAndGet);
            outside.cancel();
            outside.cancel();
            lab.on(
                    loop,
                    () -> loop.schedule(Duration.ZERO, wrong::incrementAndGet).cancel());
            lab.on(loop, () -> {
                Cancellable second = loop.schedule(Duration.ofMillis(300), wrong::incrementAndGet);
                loop.schedule(Duration.ofMillis(5), second::cancel);
            });
            Cancellable last = loop.schedule(Duration.ofMillis(310), () -> done.set(true));
            lab.await("the last timer", done::get);
            last.cancel();
            assertThat(wrong).hasValue(0);
        }
    }

    /** What is for the end of the turn runs once, after the tasks of the turn, also when those came from outside. */
    @Test
    default void theEndOfTheTurnComesAfterItsTasksAndOnce() throws Exception {
        try (Lab lab = new Lab(this, 1)) {
            Loop loop = lab.transport.loops().get(0);
            List<String> log = Collections.synchronizedList(new ArrayList<>());
            lab.on(loop, () -> {
                loop.execute(() -> {
                    log.add("one");
                    loop.atTurnEnd(() -> log.add("end"));
                });
                loop.execute(() -> log.add("two"));
            });
            lab.await("the end of the turn", () -> log.contains("end"));
            loop.execute(() -> {
                log.add("outside");
                loop.atTurnEnd(() -> log.add("end of outside"));
            });
            lab.await("the end of another turn", () -> log.contains("end of outside"));
            lab.on(loop, () -> {});
            assertThat(log).containsExactly("one", "two", "end", "outside", "end of outside");
        }
    }

    /** What is added at the end of the turn runs in the same end, after what was there, and before tasks that are new. */
    @Test
    default void theEndOfTheTurnTakesWhatIsAddedMeanwhile() throws Exception {
        try (Lab lab = new Lab(this, 1)) {
            Loop loop = lab.transport.loops().get(0);
            List<String> log = Collections.synchronizedList(new ArrayList<>());
            lab.on(loop, () -> {
                loop.atTurnEnd(() -> {
                    log.add("first");
                    loop.execute(() -> log.add("task"));
                    loop.atTurnEnd(() -> {
                        log.add("third");
                        loop.atTurnEnd(() -> log.add("fourth"));
                    });
                });
                loop.atTurnEnd(() -> log.add("second"));
            });
            lab.await("the task", () -> log.contains("task"));
            assertThat(log).containsExactly("first", "second", "third", "fourth", "task");
        }
    }

    /** A read and a timer have an end of their turn too, after the tasks that they post. */
    @Test
    default void readsAndTimersHaveATurnEnd() throws Exception {
        List<String> log = Collections.synchronizedList(new ArrayList<>());
        try (Lab lab = new Lab(this, 1)) {
            Loop loop = lab.transport.loops().get(0);
            Lab.Pair pair = lab.pair(() -> new Recorder(lab), () -> new Recorder(lab) {
                @Override
                public void onBytes(ByteBuffer bytes) {
                    loop.atTurnEnd(() -> log.add("end of read"));
                    loop.execute(() -> log.add("task of read"));
                    log.add("read");
                }
            });
            lab.on(pair.client(), client -> client.send("x"));
            lab.await("the end of the read", () -> log.contains("end of read"));
            Cancellable unused = loop.schedule(Duration.ofMillis(1), () -> {
                loop.atTurnEnd(() -> log.add("end of timer"));
                loop.execute(() -> log.add("task of timer"));
                log.add("timer");
            });
            lab.await("the end of the timer", () -> log.contains("end of timer"));
            assertThat(log)
                    .containsExactly("read", "task of read", "end of read", "timer", "task of timer", "end of timer");
        }
    }

    /** After the loop has ended a task is dropped, without a word. */
    @Test
    default void aLoopThatHasEndedDropsTasks() throws Exception {
        AtomicInteger ran = new AtomicInteger();
        Loop loop;
        try (Lab lab = new Lab(this, 1)) {
            loop = lab.transport.loops().get(0);
        }
        loop.execute(ran::incrementAndGet);
        loop.schedule(Duration.ZERO, ran::incrementAndGet).cancel();
        drive();
        assertThat(ran).hasValue(0);
    }
}
