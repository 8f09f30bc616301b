package io.longwire.ws.runtime;

import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Meter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What all connections of the process together may have waiting to be sent. Each server and client knows its own slow
 * connections, and ends those first that have been slow for longest. Any thread.
 */
final class Budget {
    private static final AtomicLong TOTAL = new AtomicLong();
    private static final int PART_OF_HEAP = 4;

    private final long limit;
    private final List<Loop> loops;
    private final Meter.Counter evictions;
    private final AtomicLong turns = new AtomicLong();
    /** Those above their high mark, by when they rose above it. */
    private final ConcurrentSkipListMap<Long, Session> slow = new ConcurrentSkipListMap<>();
    /** What is about to be freed. */
    private final AtomicLong going = new AtomicLong();

    Budget(@Nullable Long limit, List<Loop> loops, Meter meter) {
        this.limit = limit == null ? Runtime.getRuntime().maxMemory() / PART_OF_HEAP : limit;
        this.loops = List.copyOf(loops);
        this.evictions = meter.counter("ws.outbound.evicted");
    }

    boolean onAnyLoop() {
        for (Loop loop : loops) {
            if (loop.inLoop()) {
                return true;
            }
        }
        return false;
    }

    /** A session rose above its high mark. Returns what {@link #leave} wants. */
    long enter(Session session) {
        long turn = turns.incrementAndGet();
        slow.put(turn, session);
        return turn;
    }

    void leave(long turn) {
        slow.remove(turn);
    }

    /** What waits for a session has changed. */
    void add(long bytes, Session session) {
        long total = TOTAL.addAndGet(bytes);
        if (bytes > 0 && total - going.get() > limit) {
            evict(total - going.get() - limit, session);
        }
    }

    /** Ends slow connections until so many bytes are freed, or none of them is left. */
    void relieve(long bytes) {
        evict(bytes, null);
    }

    /** @param last ended when no other is slow */
    private void evict(long excess, @Nullable Session last) {
        long left = excess;
        while (left > 0) {
            Map.Entry<Long, Session> slowest = slow.pollFirstEntry();
            Session victim = slowest == null ? last : slowest.getValue();
            if (victim == null) {
                return;
            }
            long bytes = victim.socket().buffered();
            left -= bytes;
            going.addAndGet(bytes);
            evictions.add(1);
            victim.execute(() -> {
                victim.slowConsumer();
                going.addAndGet(-bytes);
            });
            if (slowest == null) {
                return;
            }
        }
    }
}
