package io.longwire.ws.testkit;

import io.longwire.ws.spi.Cancellable;
import io.longwire.ws.spi.Loop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Loop} without a thread: a test runs its turns and moves its time.
 *
 * <pre>{@code
 * var loop = new ManualLoop();
 * loop.schedule(Duration.ofSeconds(25), () -> socket.ping(payload));
 * loop.advance(Duration.ofSeconds(25));
 * }</pre>
 *
 * <p>The thread that made the loop counts as the loop's thread, so a test may call what is for the loop only. While another
 * manual loop has its turn, and within {@link #outside}, it does not.
 *
 * <p>A turn is: what has arrived at the wires of this loop (one read each), the timers that are due, the tasks that were
 * there when their turn came, and then what {@link #atTurnEnd} collected. A task that throws does not keep others from
 * running; what it threw comes out of the call that drove the loop.
 */
public final class ManualLoop implements Loop {
    static final int NOTHING = 0;
    static final int WORK = 1;
    static final int READ = 2;

    /** What this thread is in: the turn of a loop, or {@link #OUTSIDE} of all. */
    private static final ThreadLocal<@Nullable Object> WHERE = new ThreadLocal<>();

    private static final Object OUTSIDE = new Object();

    /** Something that can have bytes or news for this loop's turn. */
    @FunctionalInterface
    interface Source {
        /** Does one read, and says whether there was anything to do. */
        boolean poll();
    }

    private final ManualClock clock;
    private final Thread owner = Thread.currentThread();
    private final List<Source> sources = new ArrayList<>();
    private final Queue<ManualClock.Timer> due = new ArrayDeque<>();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> turnEnd = new ArrayDeque<>();
    private @Nullable Throwable failure;
    private volatile boolean ended;

    /** A loop with a clock of its own. */
    public ManualLoop() {
        this(new ManualClock());
    }

    /** A loop on a clock that it shares with others. */
    public ManualLoop(ManualClock clock) {
        this.clock = clock;
        clock.add(this);
    }

    /** The clock that drives this loop. */
    public ManualClock clock() {
        return clock;
    }

    /** {@link ManualClock#advance} of this loop's clock. */
    public void advance(Duration by) {
        clock.advance(by);
    }

    /** {@link ManualClock#runPending} of this loop's clock. */
    public void runPending() {
        clock.runPending();
    }

    /**
     * Runs exactly one turn of this loop alone.
     *
     * @throws IllegalStateException when called by a loop
     */
    public void turn() {
        clock.alone(() -> {
            clock.fire();
            step();
            throwFailure();
        });
    }

    /** Runs a task here and now as if on a thread that is no loop's, so that {@link #inLoop} says false. */
    public static void outside(Runnable task) {
        inside(OUTSIDE, task);
    }

    @Override
    public void execute(Runnable task) {
        Objects.requireNonNull(task, "task");
        if (!ended) {
            tasks.add(task);
        }
    }

    @Override
    public boolean inLoop() {
        Object where = WHERE.get();
        return where == this || (where == null && Thread.currentThread() == owner);
    }

    @Override
    public long nanoTime() {
        return clock.nanoTime();
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        Objects.requireNonNull(task, "task");
        return ended ? () -> {} : clock.schedule(this, delay, task);
    }

    /** @throws IllegalStateException when it is not the loop that calls */
    @Override
    public void atTurnEnd(Runnable once) {
        requireLoop("Loop.atTurnEnd");
        turnEnd.add(once);
    }

    /** Whether this thread is in the turn of some loop. */
    static boolean running() {
        return WHERE.get() instanceof ManualLoop;
    }

    void requireLoop(String method) {
        if (!inLoop()) {
            throw new IllegalStateException(method + " is for the loop only");
        }
    }

    void add(Source source) {
        sources.add(source);
    }

    void remove(Source source) {
        sources.remove(source);
    }

    void due(ManualClock.Timer timer) {
        due.add(timer);
    }

    /** Ends the loop: what waits is dropped, and what comes is. */
    void end() {
        ended = true;
        clock.remove(this);
        tasks.clear();
        due.clear();
        turnEnd.clear();
    }

    /** One turn. */
    int step() {
        int[] work = {NOTHING};
        inside(this, () -> work[0] = work());
        return work[0];
    }

    private int work() {
        int work = NOTHING;
        for (Source source : List.copyOf(sources)) {
            if (source.poll()) {
                work = READ;
            }
        }
        for (ManualClock.Timer next = due.poll(); next != null; next = due.poll()) {
            work = Math.max(work, run(next::run));
        }
        // A task that is posted by one of these waits for the next turn, or a task that posts itself would end no turn.
        for (int left = tasks.size(); left > 0; left--) {
            Runnable task = tasks.poll();
            work = task == null ? work : Math.max(work, run(task));
        }
        for (Runnable next = turnEnd.poll(); next != null; next = turnEnd.poll()) {
            work = Math.max(work, run(next));
        }
        return work;
    }

    int run(Runnable task) {
        try {
            task.run();
        } catch (Throwable thrown) {
            if (failure == null) {
                failure = thrown;
            } else if (failure != thrown) {
                failure.addSuppressed(thrown);
            }
        }
        return WORK;
    }

    void throwFailure() {
        Throwable thrown = failure;
        failure = null;
        if (thrown instanceof Error error) {
            throw error;
        } else if (thrown instanceof RuntimeException unchecked) {
            throw unchecked;
        } else if (thrown != null) {
            throw new IllegalStateException("a task threw a checked exception", thrown);
        }
    }

    private static void inside(Object where, Runnable task) {
        Object before = WHERE.get();
        WHERE.set(where);
        try {
            task.run();
        } finally {
            WHERE.set(before);
        }
    }
}
