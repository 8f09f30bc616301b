package io.longwire.ws.testkit;

import io.longwire.ws.spi.Cancellable;
import java.time.Duration;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The time of one or several {@link ManualLoop loops}; it stands still until a test {@link #advance advances} it.
 *
 * <p>The clock also drives its loops: on the thread that calls, in the order in which the loops were made, until none of
 * them has anything left to do. So a run is the same each time. One thread drives at a time; another one waits.
 *
 * <p>The first {@link #nanoTime} is negative, as {@link System#nanoTime} may be, so that code which takes 0 for "never" is
 * found out.
 */
public final class ManualClock {
    /** A loop that is still busy after so many turns without a byte read feeds itself. */
    private static final int MAX_TURNS = 100_000;

    private static final Duration FAR = Duration.ofDays(36_500);

    private final List<ManualLoop> loops = new CopyOnWriteArrayList<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final ReentrantLock driving = new ReentrantLock();
    private volatile long now = Duration.ofHours(-1).toNanos();
    private long timersMade;

    /** The time in nanoseconds, as {@link io.longwire.ws.spi.Loop#nanoTime} of all loops on this clock. Any thread. */
    public long nanoTime() {
        return now;
    }

    /**
     * Moves the time. Every timer that falls due runs at its own time, in order of time and then of its making; what it
     * gives rise to is done before the time moves on. At the end nothing is left to do for the loops.
     *
     * @param by how far, zero or more
     * @throws IllegalArgumentException when it is negative
     * @throws IllegalStateException when called by a loop on this clock, or when a loop does not come to rest
     */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("time does not go back: " + by);
        }
        alone(() -> {
            settle();
            long end = now + by.toNanos();
            for (Timer next = first(); next != null && next.at - end <= 0; next = first()) {
                now = next.at;
                settle();
            }
            now = end;
        });
    }

    /**
     * Runs the turns of all loops until nothing is left to do at this time. What tasks threw is thrown here when all is
     * done: the first of it, with the others as suppressed.
     *
     * @throws IllegalStateException when called by a loop on this clock, or when a loop does not come to rest
     */
    public void runPending() {
        alone(this::settle);
    }

    /** How many timers wait: those that were scheduled, are not cancelled and have not run. Any thread. */
    public int timers() {
        synchronized (timers) {
            return timers.size();
        }
    }

    void add(ManualLoop loop) {
        loops.add(loop);
    }

    void remove(ManualLoop loop) {
        loops.remove(loop);
        synchronized (timers) {
            timers.removeIf(timer -> timer.loop == loop);
        }
    }

    Cancellable schedule(ManualLoop loop, Duration delay, Runnable task) {
        synchronized (timers) {
            long nanos = delay.isNegative() ? 0 : delay.compareTo(FAR) > 0 ? FAR.toNanos() : delay.toNanos();
            Timer timer = new Timer(loop, now + nanos, timersMade++, task);
            timers.add(timer);
            return timer;
        }
    }

    /** Hands the timers that are due to their loops, in order. */
    void fire() {
        synchronized (timers) {
            for (Timer next = timers.peek(); next != null && next.at - now <= 0; next = timers.peek()) {
                timers.remove();
                next.loop.due(next);
            }
        }
    }

    void alone(Runnable drive) {
        if (ManualLoop.running()) {
            throw new IllegalStateException("a loop cannot be driven from inside a loop");
        }
        driving.lock();
        try {
            drive.run();
        } finally {
            driving.unlock();
        }
    }

    private void settle() {
        int turns = 0;
        for (boolean busy = true; busy; ) {
            busy = false;
            fire();
            for (ManualLoop loop : loops) {
                int work = loop.step();
                busy |= work != ManualLoop.NOTHING;
                turns = work == ManualLoop.READ ? 0 : turns + 1;
            }
            if (turns > MAX_TURNS) {
                throw new IllegalStateException("the loops do not come to rest: a task or timer posts itself again");
            }
        }
        loops.forEach(ManualLoop::throwFailure);
    }

    private @Nullable Timer first() {
        synchronized (timers) {
            return timers.peek();
        }
    }

    /** A task that waits for its time, and, once due, for its loop's turn. */
    final class Timer implements Cancellable, Comparable<Timer> {
        private final ManualLoop loop;
        private final long at;
        private final long number;
        private @Nullable Runnable task;

        private Timer(ManualLoop loop, long at, long number, Runnable task) {
            this.loop = loop;
            this.at = at;
            this.number = number;
            this.task = task;
        }

        void run() {
            Runnable once;
            synchronized (timers) {
                once = task;
                task = null;
            }
            if (once != null) {
                once.run();
            }
        }

        @Override
        public void cancel() {
            synchronized (timers) {
                task = null;
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
