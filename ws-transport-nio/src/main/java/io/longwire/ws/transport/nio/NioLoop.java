package io.longwire.ws.transport.nio;

import io.longwire.ws.spi.Cancellable;
import io.longwire.ws.spi.Loop;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One selector and its thread. A turn:
 *
 * <pre>
 *   select -> a read and a write per ready key -> timers that are due -> tasks -> atTurnEnd
 * </pre>
 */
final class NioLoop implements Loop {
    /** Tasks of one turn, so that tasks which post tasks cannot keep wires waiting. */
    private static final int TASKS_PER_TURN = 4096;

    /** Tasks that are still run when the loop ends: more than that is a task that posts itself. */
    private static final int LAST_TASKS = 1_000_000;

    private final ByteBuffer buffer;
    private final @Nullable ByteBuffer[] pair = new ByteBuffer[2];
    private final Selector selector;
    private final Thread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> turnEnd = new ArrayDeque<>();
    private final Timers timers = new Timers();
    private final AtomicBoolean asleep = new AtomicBoolean();
    private final Consumer<SelectionKey> found = this::found;
    private final Executor now = this::run;

    // Keys are handled after the selection and not within it, because a listener that is closed by a callback has to
    // select
    // once more to free its port.
    private SelectionKey[] ready = new SelectionKey[64];
    private int readyCount;
    private boolean stopping;
    private volatile boolean ended;

    NioLoop(String name, int bufferSize) throws IOException {
        buffer = ByteBuffer.allocateDirect(bufferSize);
        selector = Selector.open();
        thread = new Thread(this::run, name);
        thread.setDaemon(false);
    }

    void start() {
        thread.start();
    }

    /** Closes what a loop holds that was never started. */
    void discard() {
        try {
            selector.close();
        } catch (IOException e) {
            uncaught(e);
        }
    }

    /** Ends all that lives on this loop and then the loop. Any thread. */
    void stop() {
        execute(() -> stopping = true);
    }

    void join() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The buffer of this loop, for one read and one callback. */
    ByteBuffer borrow() {
        return buffer.clear().order(ByteOrder.BIG_ENDIAN);
    }

    /** The argument of a gathering write, made once. */
    @Nullable
    ByteBuffer[] pair(@Nullable ByteBuffer head, @Nullable ByteBuffer body) {
        pair[0] = head;
        pair[1] = body;
        return pair;
    }

    Selector selector() {
        return selector;
    }

    /** Lets the selector forget keys that were cancelled, which closes their sockets; loop only. */
    void forgetCancelled() throws IOException {
        selector.selectNow(found);
    }

    @Override
    public void execute(Runnable task) {
        Objects.requireNonNull(task, "task");
        if (ended) {
            return;
        }
        tasks.add(task);
        // The loop says that it sleeps before it looks at the queue for the last time, so one of the two sees the
        // other.
        if (asleep.get() && asleep.compareAndSet(true, false)) {
            selector.wakeup();
        }
    }

    @Override
    public boolean inLoop() {
        return Thread.currentThread() == thread;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        Timers.Timer timer = timers.timer(nanoTime(), delay, task);
        if (inLoop()) {
            timers.add(timer);
        } else {
            execute(() -> timers.add(timer));
        }
        return timer;
    }

    @Override
    public void atTurnEnd(Runnable once) {
        turnEnd.add(once);
    }

    private void run() {
        while (!stopping) {
            select();
            turn();
        }
        // What was posted before may have opened something more, and what ends posts its onClosed.
        runTasks(LAST_TASKS);
        for (SelectionKey key : new ArrayList<>(selector.keys())) {
            if (key.isValid()) {
                run(((Selected) key.attachment())::stop);
            }
        }
        ended = true;
        runTasks(LAST_TASKS);
        discard();
    }

    private void turn() {
        for (int i = 0; i < readyCount; i++) {
            SelectionKey key = ready[i];
            try {
                if (key.isValid()) {
                    ((Selected) key.attachment()).ready(key.readyOps());
                }
            } catch (Throwable thrown) {
                uncaught(thrown);
            }
        }
        Arrays.fill(ready, 0, readyCount, null);
        readyCount = 0;
        timers.run(nanoTime(), now);
        runTasks(TASKS_PER_TURN);
    }

    private void runTasks(int most) {
        Runnable next;
        for (int i = 0; i < most && (next = tasks.poll()) != null; i++) {
            run(next);
        }
        while ((next = turnEnd.poll()) != null) {
            run(next);
        }
    }

    /** Runs what may throw anything: the loop lives on. */
    void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable thrown) {
            uncaught(thrown);
        }
    }

    void uncaught(Throwable thrown) {
        try {
            thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
        } catch (Throwable alsoThrown) {
            // The JVM ignores what this handler throws, so nobody is left to be told.
            return;
        }
    }

    private void select() {
        asleep.set(true);
        try {
            if (!tasks.isEmpty()) {
                selector.selectNow(found);
            } else {
                long wait = timers.millisToNext(nanoTime());
                if (wait < 0) {
                    selector.select(found);
                } else if (wait == 0) {
                    selector.selectNow(found);
                } else {
                    selector.select(found, wait);
                }
            }
        } catch (Throwable thrown) {
            // The system refuses to select or to close what was cancelled: the loop lives on, and does not spin.
            uncaught(thrown);
            LockSupport.parkNanos(10_000_000);
        }
        asleep.set(false);
        Thread.interrupted(); // or else the next selection does not wait
    }

    private void found(SelectionKey key) {
        if (readyCount == ready.length) {
            ready = Arrays.copyOf(ready, 2 * readyCount);
        }
        ready[readyCount++] = key;
    }
}
