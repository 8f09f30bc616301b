package io.longwire.ws.spi;

import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * One event loop: one thread, and one object for all its wires. It is also the only clock of engine and plug-ins.
 *
 * <p>A turn of the loop is: read events, timers that are due, tasks from {@link #execute}, then what {@link #atTurnEnd}
 * collected.
 */
public interface Loop extends Executor {
    /**
     * Runs a task on this loop, after the callback that runs now. Any thread. Tasks run in the order in which one thread
     * gave them. After the loop has ended the task is dropped.
     */
    @Override
    void execute(Runnable task);

    /** Whether the caller is this loop's thread. */
    boolean inLoop();

    /** A monotonic time in nanoseconds, comparable only with itself. Any thread. */
    long nanoTime();

    /**
     * Runs a task once on this loop after a delay, at the earliest; coarse by up to some milliseconds. Any thread.
     */
    Cancellable schedule(Duration delay, Runnable task);

    /**
     * Runs a task once at the end of this turn, after its reads, timers and tasks. Loop only. A task that is added by one
     * of these runs in the same end of turn, after those added before.
     */
    void atTurnEnd(Runnable once);
}
