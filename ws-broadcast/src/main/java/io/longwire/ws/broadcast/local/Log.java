package io.longwire.ws.broadcast.local;

import io.longwire.ws.broadcast.Position;
import io.longwire.ws.broadcast.spi.Outgoing;
import io.longwire.ws.broadcast.spi.Retention;
import io.longwire.ws.broadcast.spi.Stored;
import io.longwire.ws.broadcast.spi.Stretch;
import io.longwire.ws.broadcast.spi.Stretch.Status;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The history of one topic; its lock is held for every call. */
final class Log {
    /** Of a topic that nobody has published in: so long its epoch holds. */
    private static final long EMPTY_NANOS = 3_600_000_000_000L;

    private record Kept(Stored publication, long until) {}

    private record Key(String key, Position position, long until) {}

    private final Deque<Kept> kept = new ArrayDeque<>();
    private final Map<String, Position> keys = new HashMap<>();
    private final Deque<Key> keysByAge = new ArrayDeque<>();
    private Position top = new Position(UUID.randomUUID().toString().replace("-", ""), 0, "");
    private long over;
    boolean dropped;

    Log(long now) {
        over = now + EMPTY_NANOS;
    }

    Position top() {
        return top;
    }

    boolean isOver(long now) {
        return over - now < 0;
    }

    @Nullable
    Position known(String key, long now) {
        for (Key oldest = keysByAge.peek(); oldest != null && oldest.until - now < 0; oldest = keysByAge.peek()) {
            keysByAge.remove();
            keys.remove(oldest.key);
        }
        return key.isEmpty() ? null : keys.get(key);
    }

    Stored append(Outgoing publication, long now) {
        Retention retention = publication.retention();
        top = new Position(top.epoch(), top.offset() + 1, publication.tag());
        var stored = new Stored(top, publication.data());
        long until = now + retention.time().toNanos();
        kept.add(new Kept(stored, until));
        trim(now, retention.size());
        if (!publication.key().isEmpty()) {
            keys.put(publication.key(), top);
            keysByAge.add(new Key(publication.key(), top, now + retention.keys().toNanos()));
        }
        over = Math.max(until, now + retention.keys().toNanos());
        return stored;
    }

    Stretch recover(Position since, int limit, long now) {
        trim(now, Integer.MAX_VALUE);
        long missed = top.offset() - since.offset();
        if (!since.epoch().equals(top.epoch()) || since.offset() < 0) {
            return Stretch.failed(Status.EPOCH, top);
        } else if (missed < 0) {
            return Stretch.failed(Status.AHEAD, top);
        } else if (missed > kept.size()) {
            return Stretch.failed(Status.TRIMMED, top);
        } else if (missed > limit) {
            return Stretch.failed(Status.TOO_FAR, top);
        }
        // The one that is at the position, too, if it is kept.
        Stretch last = last((int) Math.min(missed + 1, kept.size()));
        int before = last.publications().size() - (int) missed;
        Position known = before == 0 ? top : last.publications().get(0).position();
        if (known.offset() == since.offset()
                && !since.tag().isEmpty()
                && !known.tag().equals(since.tag())) {
            return Stretch.failed(Status.FORK, top);
        }
        return new Stretch(
                Status.OK,
                top,
                last.publications().subList(before, last.publications().size()));
    }

    Stretch newest(int limit, long now) {
        trim(now, Integer.MAX_VALUE);
        return last(Math.min(limit, kept.size()));
    }

    private Stretch last(int count) {
        Stored[] last = new Stored[count];
        Iterator<Kept> backwards = kept.descendingIterator();
        for (int i = count - 1; i >= 0; i--) {
            last[i] = backwards.next().publication;
        }
        return new Stretch(Status.OK, top, List.of(last));
    }

    private void trim(long now, int size) {
        while (kept.size() > size || (!kept.isEmpty() && kept.getFirst().until - now < 0)) {
            kept.removeFirst();
        }
    }
}
