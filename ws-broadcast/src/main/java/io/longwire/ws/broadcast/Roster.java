package io.longwire.ws.broadcast;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A topic that has subscribers. Its lock is the one place where joins, leaves and publications get their order: within it
 * they are appended to the {@link Lane}s, all in the same order, and nothing is done. The loops do it.
 *
 * <p>A roster that was left by its last member has ended for ever; the next one to join finds another.
 */
final class Roster {
    private static final Verdict UNKEPT = new Verdict.Subscribed(Position.NONE);
    /** Of a topic that needs no backplane. */
    static final CompletableFuture<Verdict> AT_ONCE = CompletableFuture.completedFuture(UNKEPT);

    final String topic;
    /** What comes from the backplane; null for a topic that needs none. */
    final @Nullable Feed feed;
    /** Those with members, one per loop at most. Replaced, never changed, within the lock. */
    private volatile List<Seats> loops = List.of();

    private int size;
    private boolean ended;

    Roster(String topic, Function<Roster, @Nullable Feed> feed) {
        this.topic = topic;
        this.feed = feed.apply(this);
    }

    /**
     * Gives a member its place; the caller wakes its lane. With a feed it is told nothing before it is {@linkplain #admit admitted}. False
     * when this roster has ended.
     */
    synchronized boolean join(Seat seat, int maxSubscribers) {
        if (ended) {
            return false;
        }
        if (size >= maxSubscribers) {
            throw new SubscriptionRefused("a topic may have " + maxSubscribers + " subscribers");
        }
        Seats seats = seatsOn(seat.member.lane);
        if (seats == null) {
            seats = new Seats(seat.member.lane);
            var more = new ArrayList<>(loops);
            more.add(seats);
            loops = List.copyOf(more);
        }
        size++;
        seats.members++;
        if (feed == null) {
            seat.admitted = true;
            seats.lane.append(Step.join(seats, seat, seat.rendering == null ? List.of() : List.of(new Told(UNKEPT))));
        }
        return true;
    }

    /** From here on a member is told everything, and this first. Nothing happens when it has left. */
    void admit(Seat seat, List<Told> greeting) {
        synchronized (this) {
            Seats seats = seatsOn(seat.member.lane);
            if (seat.left || seats == null) {
                return;
            }
            seat.admitted = true;
            seats.lane.append(Step.join(seats, seat, greeting));
        }
        seat.member.lane.wake();
    }

    /** Takes a member's place away; the caller wakes its lane. True when this roster has ended with it. */
    synchronized boolean leave(Seat seat) {
        Seats seats = seatsOn(seat.member.lane);
        if (seats == null) {
            throw new IllegalStateException("a seat that nobody has");
        }
        size--;
        seats.members--;
        seat.left = true;
        if (seat.admitted) {
            seats.lane.append(Step.leave(seats, seat));
        }
        if (seats.members == 0) {
            loops = loops.stream().filter(other -> other != seats).toList();
        }
        ended = size == 0;
        return ended;
    }

    boolean hasRoom() {
        for (Seats seats : loops) {
            if (!seats.lane.hasRoom()) {
                return false;
            }
        }
        return true;
    }

    /** False when a lane has no room, and nobody is told. */
    boolean offer(TopicEvent event, long except) {
        return publish(event, except, true);
    }

    /** Tells all, whatever waits. */
    void publish(TopicEvent event, long except) {
        publish(event, except, false);
    }

    private boolean publish(TopicEvent event, long except, boolean ifRoom) {
        var told = new Told(event);
        List<Seats> reached;
        synchronized (this) {
            if (ifRoom && !hasRoom()) {
                return false;
            }
            reached = loops;
            for (Seats seats : reached) {
                seats.lane.append(Step.tell(seats, told, except));
            }
        }
        for (Seats seats : reached) {
            seats.lane.wake();
        }
        return true;
    }

    synchronized int size() {
        return size;
    }

    private @Nullable Seats seatsOn(Lane lane) {
        for (Seats seats : loops) {
            if (seats.lane == lane) {
                return seats;
            }
        }
        return null;
    }
}
