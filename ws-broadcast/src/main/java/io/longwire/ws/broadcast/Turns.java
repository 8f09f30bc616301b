package io.longwire.ws.broadcast;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Does one thing after the other, in the order in which they came, without a lock: who comes while something is being done leaves its task
 * and goes; who began does it. So a task may call what comes back with another task, on this thread or any. What one throws comes out
 * when all are done.
 */
final class Turns implements Executor {
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (waiting.getAndIncrement() > 0) {
            return;
        }
        RuntimeException failure = null;
        do {
            try {
                Runnable next = tasks.poll();
                if (next != null) {
                    next.run();
                }
            } catch (RuntimeException thrown) {
                // Those that wait behind it have nobody else to do them.
                failure = failure == null ? thrown : failure;
            }
        } while (waiting.decrementAndGet() > 0);
        if (failure != null) {
            throw failure;
        }
    }
}
