package io.longwire.ws.broadcast;

import io.longwire.ws.Closed;
import io.longwire.ws.Overflow;
import io.longwire.ws.WebSocket;
import io.longwire.ws.spi.ConnectionRecord;
import io.longwire.ws.spi.ConnectionWatcher;
import java.util.HashMap;
import java.util.Map;

/**
 * A connection and its seats. Its lock makes joining, leaving and the connection's end one after the other; it is taken
 * before a {@link Roster}'s and never while something is sent.
 */
final class Member implements ConnectionWatcher {
    final WebSocket socket;
    final Lane lane;
    private final LocalTopics topics;
    /** Guarded by this, as is {@link #gone}. */
    private Map<String, Seat> seats = Map.of();

    private boolean gone;

    Member(WebSocket socket, Lane lane, LocalTopics topics) {
        this.socket = socket;
        this.lane = lane;
        this.topics = topics;
    }

    Subscription subscribe(String topic, Overflow overflow) {
        Seat seat;
        synchronized (this) {
            seat = seats.get(topic);
            if (seat != null) {
                return seat;
            }
            if (gone) {
                return new Seat(this, new Roster(topic), overflow);
            }
            if (seats.size() >= topics.settings.maxTopics()) {
                throw new SubscriptionRefused(
                        "a connection may subscribe to " + topics.settings.maxTopics() + " topics");
            }
            seat = topics.join(topic, this, overflow);
            if (seats.isEmpty()) {
                seats = new HashMap<>(2);
            }
            seats.put(topic, seat);
        }
        lane.wake();
        return seat;
    }

    boolean unsubscribe(String topic) {
        synchronized (this) {
            Seat seat = seats.get(topic);
            if (seat == null) {
                return false;
            }
            give(seat);
        }
        lane.wake();
        return true;
    }

    void unsubscribe(Seat seat) {
        synchronized (this) {
            if (!holds(seat)) {
                return;
            }
            give(seat);
        }
        lane.wake();
    }

    synchronized boolean holds(Seat seat) {
        return seats.get(seat.topic()) == seat;
    }

    @Override
    public void onClose(Closed how, ConnectionRecord connection) {
        synchronized (this) {
            gone = true;
            if (seats.isEmpty()) {
                return;
            }
            seats.values().forEach(topics::leave);
            seats = Map.of();
        }
        lane.wake();
    }

    private void give(Seat seat) {
        seats.remove(seat.topic());
        if (seats.isEmpty()) {
            seats = Map.of();
        }
        topics.leave(seat);
    }
}
