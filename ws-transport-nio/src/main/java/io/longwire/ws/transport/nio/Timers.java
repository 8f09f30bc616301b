package io.longwire.ws.transport.nio;

import io.longwire.ws.spi.Cancellable;
import java.time.Duration;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The timers of one loop, a heap by time. One that is cancelled stays until its time, or until half of all are cancelled.
 */
final class Timers {
    private static final int FEW = 64;
    private static final Duration FAR = Duration.ofDays(36_500);

    private final PriorityQueue<Timer> heap = new PriorityQueue<>();
    private final AtomicInteger cancelled = new AtomicInteger();

    /** Makes a timer that does not run yet. Any thread. */
    Timer timer(long now, Duration delay, Runnable task) {
        long nanos = delay.isNegative() ? 0 : delay.compareTo(FAR) > 0 ? FAR.toNanos() : delay.toNanos();
        return new Timer(now + nanos, task, cancelled);
    }

    void add(Timer timer) {
        heap.add(timer);
    }

    int size() {
        return heap.size();
    }

    /** Gives what is due to whoever runs it, in order. */
    void run(long now, Executor loop) {
        if (cancelled.get() > Math.max(FEW, heap.size() / 2)) {
            cancelled.set(0);
            heap.removeIf(timer -> timer.get() == null);
        }
        for (Timer next = heap.peek(); next != null && next.at - now <= 0; next = heap.peek()) {
            heap.remove();
            Runnable task = next.getAndSet(null);
            if (task == null) {
                cancelled.decrementAndGet();
            } else {
                loop.execute(task);
            }
        }
    }

    /** Milliseconds until the first timer is due, rounded up; negative when there is none. */
    long millisToNext(long now) {
        Timer next = heap.peek();
        return next == null ? -1 : Math.max(0, (next.at - now + 999_999) / 1_000_000);
    }

    /** Holds its task until it runs or is cancelled. */
    static final class Timer extends AtomicReference<Runnable> implements Cancellable, Comparable<Timer> {
        private static final long serialVersionUID = 1L;

        private final long at;
        private final transient AtomicInteger cancelled;

        private Timer(long at, Runnable task, AtomicInteger cancelled) {
            super(task);
            this.at = at;
            this.cancelled = cancelled;
        }

        @Override
        public void cancel() {
            if (getAndSet(null) != null) {
                cancelled.incrementAndGet();
            }
        }

        @Override
        public int compareTo(Timer other) {
            return Long.compare(at - other.at, 0);
        }
    }
}
