package io.longwire.ws.runtime;

import io.longwire.ws.spi.Meter;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Where handlers that may block run: a virtual thread for each drain where the JVM has them, else a bounded pool. The pool's
 * queue needs no bound of its own: a connection has at most one drain in it.
 */
final class Workers implements Executor, AutoCloseable {
    private static final int THREADS_PER_PROCESSOR = 8;
    private static final long KEPT_SECONDS = 30;

    private final ExecutorService executor;
    /** Tasks on virtual threads; a pool knows for itself. */
    private final LongAdder running = new LongAdder();

    private Workers(ExecutorService executor) {
        this.executor = executor;
    }

    /** Shows how busy they are. */
    void show(Meter meter) {
        if (executor instanceof ThreadPoolExecutor pool) {
            meter.gauge("ws.workers.busy", pool::getActiveCount);
            meter.gauge("ws.workers.waiting", pool.getQueue()::size);
        } else {
            meter.gauge("ws.workers.busy", running::sum);
            meter.gauge("ws.workers.waiting", () -> 0);
        }
    }

    static Workers of(EngineSettings settings) {
        int max = settings.workers();
        if (settings.virtualThreads()) {
            MethodHandle virtual = virtualThreads();
            if (virtual != null) {
                try {
                    return new Workers((ExecutorService) virtual.invoke());
                } catch (Throwable impossible) {
                    throw new IllegalStateException("virtual threads exist but cannot be made", impossible);
                }
            }
        }
        return new Workers(pool(
                max > 0 ? max : THREADS_PER_PROCESSOR * Runtime.getRuntime().availableProcessors()));
    }

    /** Virtual threads came with JDK 21; this code is compiled for 17. */
    private static @Nullable MethodHandle virtualThreads() {
        try {
            return MethodHandles.publicLookup()
                    .findStatic(
                            Executors.class,
                            "newVirtualThreadPerTaskExecutor",
                            MethodType.methodType(ExecutorService.class));
        } catch (ReflectiveOperationException before21) {
            return null;
        }
    }

    private static ExecutorService pool(int max) {
        AtomicInteger count = new AtomicInteger();
        ThreadFactory threads = task -> {
            Thread thread = new Thread(task, "longwire-worker-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(max, max, KEPT_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    @Override
    public void execute(Runnable task) {
        if (executor instanceof ThreadPoolExecutor) {
            executor.execute(task);
        } else {
            executor.execute(() -> {
                running.increment();
                try {
                    task.run();
                } finally {
                    running.decrement();
                }
            });
        }
    }

    /**
     * Takes nothing more and waits for what runs; what has not come to its end by then is interrupted.
     *
     * @return whether all has
     */
    boolean finish(Duration atMost) throws InterruptedException {
        executor.shutdown();
        if (executor.awaitTermination(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
            return true;
        }
        executor.shutdownNow();
        executor.awaitTermination(1, TimeUnit.SECONDS);
        return false;
    }

    /** Lets what runs come to its end; what comes later is refused. */
    @Override
    public void close() {
        executor.shutdown();
    }
}
