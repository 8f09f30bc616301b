package io.longwire.ws.broadcast;

import io.longwire.ws.spi.Cancellable;
import io.longwire.ws.spi.Loop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A loop with a thread of its own and nothing to read. */
final class ThreadLoop implements Loop, AutoCloseable {
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final Queue<Runnable> turnEnd = new ArrayDeque<>();
    private final Thread thread = new Thread(this::turns, "loop");
    private volatile boolean ended;

    ThreadLoop() {
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
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
        throw new UnsupportedOperationException("no timers here");
    }

    @Override
    public void atTurnEnd(Runnable once) {
        if (!inLoop()) {
            throw new IllegalStateException("atTurnEnd is for the loop only");
        }
        turnEnd.add(once);
    }

    /** What was given before is done; then the thread ends. */
    @Override
    public void close() throws InterruptedException {
        execute(() -> ended = true);
        thread.join();
    }

    private void turns() {
        try {
            while (!ended) {
                tasks.take().run();
                for (int left = tasks.size(); left > 0; left--) {
                    tasks.take().run();
                }
                for (Runnable next = turnEnd.poll(); next != null; next = turnEnd.poll()) {
                    next.run();
                }
            }
        } catch (InterruptedException nobodyDoesThat) {
            Thread.currentThread().interrupt();
        }
    }
}
