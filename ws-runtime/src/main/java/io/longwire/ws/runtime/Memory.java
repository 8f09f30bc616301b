package io.longwire.ws.runtime;

import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Meter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whether a server is short of memory, and what it does then. After a garbage collection that left too much in use it lets nobody
 * in for a while and ends the slowest; after an OutOfMemoryError it accepts nobody either. Any thread.
 */
final class Memory implements AutoCloseable {
    private static final Duration REST = Duration.ofSeconds(5);
    private static final int WHOLE = 100;

    private final int percent;
    private final List<Loop> loops;
    private final Budget budget;
    private final Meter.Counter full;
    private final Meter.Counter errors;
    private final Ration logged = new Ration(Duration.ofSeconds(1));
    private final AtomicBoolean paused = new AtomicBoolean();
    private volatile Consumer<Boolean> pause = on -> {};
    private volatile boolean scarce;
    private volatile long since;
    private @Nullable GarbageCollections watched;

    /**
     * @param percent of the largest heap that may be in use after a collection
     * @param loops of which the first has the time
     */
    Memory(int percent, List<Loop> loops, Budget budget, Meter meter) {
        this.percent = percent;
        this.loops = loops;
        this.budget = budget;
        this.full = meter.counter("ws.memory.short", "why", "heap");
        this.errors = meter.counter("ws.memory.short", "why", "error");
    }

    /**
     * Begins to look at each collection of this JVM.
     *
     * @param accepting told to pause (true) and to go on
     */
    void watch(Consumer<Boolean> accepting) {
        pause = accepting;
        if (percent < WHOLE) {
            watched = new GarbageCollections(this::collected);
        }
    }

    /** So many bytes of the heap are in use after a collection, of so many that it may have. */
    void collected(long used, long most) {
        long allowed = most / WHOLE * percent;
        if (percent == WHOLE || used <= allowed) {
            return;
        }
        full.add(1);
        rest();
        if (logged.take(since) >= 0) {
            Log.heapFull(used, most, REST);
        }
        budget.relieve(used - allowed);
    }

    /** An allocation has failed, on the heap or outside of it. */
    void exhausted() {
        errors.add(1);
        rest();
        if (!paused.getAndSet(true)) {
            pause.accept(true);
            time().schedule(REST, () -> {
                paused.set(false);
                pause.accept(false);
            });
        }
    }

    private Loop time() {
        return loops.get(0);
    }

    private void rest() {
        since = time().nanoTime();
        scarce = true;
    }

    /** Whether nobody is let in for now. */
    boolean isShort() {
        return scarce && time().nanoTime() - since < REST.toNanos();
    }

    @Override
    public void close() {
        if (watched != null) {
            watched.close();
        }
    }
}
