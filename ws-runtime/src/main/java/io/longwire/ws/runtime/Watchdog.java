package io.longwire.ws.runtime;

import io.longwire.ws.WebSocket;
import io.longwire.ws.spi.Meter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Finds handlers that hold their event loop. It looks at each loop a few times within the limit; a callback that is still the
 * same one when the limit has passed is reported once, with the loop's stack at that moment.
 */
final class Watchdog implements AutoCloseable {
    private static final int LOOKS_PER_LIMIT = 4;

    /** What was seen of one loop. */
    private static final class Seen {
        final Watch watch;
        int turn;
        long since;
        boolean reported;

        Seen(Watch watch, long now) {
            this.watch = watch;
            this.turn = watch.turn();
            this.since = now;
        }
    }

    private final long limit;
    private final List<Seen> loops;
    private final Meter.Counter slow;
    private volatile boolean closed;

    /** @param now in nanoseconds, on the clock that {@link #look} goes by */
    Watchdog(Duration limit, List<LoopContext> contexts, Meter meter, long now) {
        this.limit = limit.toNanos();
        this.loops =
                contexts.stream().map(context -> new Seen(context.watch, now)).toList();
        this.slow = meter.counter("ws.handler.slow");
    }

    /** Looks from a thread of its own until it is closed. */
    Watchdog start() {
        Thread thread = new Thread(
                () -> {
                    while (!closed) {
                        LockSupport.parkNanos(limit / LOOKS_PER_LIMIT);
                        look(System.nanoTime());
                    }
                },
                "longwire-watchdog");
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    void look(long now) {
        for (Seen seen : loops) {
            int turn = seen.watch.turn();
            WebSocket running = seen.watch.running();
            if (turn != seen.turn || running == null) {
                seen.turn = turn;
                seen.since = now;
                seen.reported = false;
            } else if (!seen.reported && now - seen.since >= limit) {
                seen.reported = true;
                report(seen, running, Duration.ofNanos(now - seen.since));
            }
        }
    }

    private void report(Seen seen, WebSocket running, Duration held) {
        StackTraceElement[] stack = seen.watch.stack();
        if (seen.watch.turn() != seen.turn) {
            return; // it returned while we looked: the stack is another's
        }
        slow.add(1);
        SessionEvents.slowHandler(running, held);
        Log.slowHandler(running, held, stack);
    }

    @Override
    public void close() {
        closed = true;
    }
}
