package io.longwire.ws.conformance.rows;

import io.longwire.ws.spi.Cancellable;
import java.time.Duration;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The time of real loops: it stands still until a row {@link #advance advances} it, while their sockets live in real time. So a
 * deadline of ten seconds costs nothing, and none passes because a machine is slow.
 */
final class Clock {
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    /** Negative, as {@link System#nanoTime} may be. */
    private volatile long now = Duration.ofHours(-1).toNanos();

    private long made;

    long nanoTime() {
        return now;
    }

    /** Timers that were set and have neither run nor been cancelled. */
    synchronized int timers() {
        return timers.size();
    }

    Cancellable schedule(Executor loop, Duration delay, Runnable task) {
        synchronized (this) {
            Timer timer = new Timer(loop, now + Math.max(0, delay.toNanos()), made++, task);
            timers.add(timer);
            return timer;
        }
    }

    /** Moves the time; what falls due runs on its loop at its own time, and is over before the time moves on. */
    void advance(Duration by) {
        long end = now + by.toNanos();
        for (Timer due = take(end); due != null; due = take(end)) {
            now = due.at;
            due.loop.execute(due.task);
            settle(due.loop);
        }
        now = end;
    }

    /** Waits until a loop has done what it had to do, and what that gave rise to. Not on a loop. */
    static void settle(Executor loop) {
        for (int turn = 0; turn < 3; turn++) {
            CountDownLatch done = new CountDownLatch(1);
            loop.execute(done::countDown);
            try {
                if (!done.await(Ears.DEADLINE_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw new AssertionError("the loop does not come to the end of its turn");
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private synchronized Timer take(long end) {
        Timer first = timers.peek();
        return first != null && first.at - end <= 0 ? timers.poll() : null;
    }

    private final class Timer implements Cancellable, Comparable<Timer> {
        private final Executor loop;
        private final long at;
        private final long number;
        private final Runnable task;

        private Timer(Executor loop, long at, long number, Runnable task) {
            this.loop = loop;
            this.at = at;
            this.number = number;
            this.task = task;
        }

        @Override
        public void cancel() {
            synchronized (Clock.this) {
                timers.remove(this);
            }
        }

        @Override
        public int compareTo(Timer other) {
            int byTime = Long.compare(at - other.at, 0);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }
}
