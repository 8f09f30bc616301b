package io.longwire.ws.broadcast;

import io.longwire.ws.Message;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A topic that has subscribers. Its lock is the one place where joins, leaves and publications get their order: within it
 * they are appended to the {@link Lane}s, all in the same order, and nothing is done. The loops do it.
 *
 * <p>A roster that was left by its last member has ended for ever; the next one to join finds another.
 */
final class Roster {
    final String topic;
    /** Those with members, one per loop at most. Replaced, never changed, within the lock. */
    private List<Seats> loops = List.of();

    private int size;
    private boolean ended;

    Roster(String topic) {
        this.topic = topic;
    }

    /** Gives a member its place; the caller wakes its lane. False when this roster has ended. */
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
        seats.lane.append(Step.join(seats, seat));
        return true;
    }

    /** Takes a member's place away; the caller wakes its lane. True when this roster has ended with it. */
    synchronized boolean leave(Seat seat) {
        Seats seats = seatsOn(seat.member.lane);
        if (seats == null) {
            throw new IllegalStateException("a seat that nobody has");
        }
        size--;
        seats.members--;
        seats.lane.append(Step.leave(seats, seat));
        if (seats.members == 0) {
            loops = loops.stream().filter(other -> other != seats).toList();
        }
        ended = size == 0;
        return ended;
    }

    /** False when a lane has no room. */
    boolean publish(Message message, @Nullable Member except) {
        List<Seats> reached;
        synchronized (this) {
            reached = loops;
            for (Seats seats : reached) {
                if (!seats.lane.hasRoom()) {
                    return false;
                }
            }
            for (Seats seats : reached) {
                seats.lane.append(Step.publish(seats, message, except));
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
