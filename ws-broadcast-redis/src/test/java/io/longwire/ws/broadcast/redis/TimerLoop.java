package io.longwire.ws.broadcast.redis;

import io.longwire.ws.spi.Cancellable;
import io.longwire.ws.spi.Loop;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A loop with a thread, and with real time: a real Redis has no other. */
final class TimerLoop implements Loop, AutoCloseable {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "timer-loop");
        thread.setDaemon(true);
        return thread;
    });

    @Override
    public void execute(Runnable task) {
        timer.execute(task);
    }

    @Override
    public boolean inLoop() {
        return Thread.currentThread().getName().equals("timer-loop");
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        var scheduled = timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    @Override
    public void atTurnEnd(Runnable once) {
        execute(once);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
