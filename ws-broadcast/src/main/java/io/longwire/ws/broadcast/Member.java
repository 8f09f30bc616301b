package io.longwire.ws.broadcast;

import io.longwire.ws.Closed;
import io.longwire.ws.WebSocket;
import io.longwire.ws.spi.ConnectionRecord;
import io.longwire.ws.spi.ConnectionWatcher;
import java.security.Principal;
import java.util.HashMap;
import java.util.Map;

/**
 * A connection and its seats. Its lock makes joining, leaving and the connection's end one after the other; it is taken
 * before a {@link Roster}'s and never while something is sent.
 */
final class Member implements ConnectionWatcher {
    /** The number of no connection. */
    static final long NOBODY = Long.MIN_VALUE;

    final WebSocket socket;
    final long id;
    final Lane lane;
    /** The name of its principal; empty for none. */
    final String user;

    private final LocalTopics topics;
    /** Guarded by this, as is {@link #gone}. */
    private Map<String, Seat> seats = Map.of();

    private boolean gone;

    Member(WebSocket socket, Lane lane, LocalTopics topics) {
        this.socket = socket;
        this.lane = lane;
        this.topics = topics;
        id = socket.id();
        user = socket.handshake().principal().map(Principal::getName).orElse("");
    }

    Subscription subscribe(LocalTopic topic, SubscribeOptions options) {
        Seat seat;
        synchronized (this) {
            seat = seats.get(topic.name());
            if (seat != null) {
                return seat;
            }
            if (gone) {
                seat = topics.nowhere(topic, this);
                seat.over();
                return seat;
            }
            if (seats.size() >= topics.settings.maxTopics()) {
                throw new SubscriptionRefused(
                        "a connection may subscribe to " + topics.settings.maxTopics() + " topics");
            }
            seat = topics.join(topic, this, options);
            if (seats.isEmpty()) {
                seats = new HashMap<>(2);
            }
            seats.put(topic.name(), seat);
            topics.entered(topic, this, options);
        }
        if (seat.roster.feed == null) {
            lane.wake();
        } else {
            seat.roster.feed.join(seat, options.since());
        }
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
        topics.part(this);
        synchronized (this) {
            gone = true;
            if (seats.isEmpty()) {
                return;
            }
            seats.values().forEach(seat -> topics.leave(seat));
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
