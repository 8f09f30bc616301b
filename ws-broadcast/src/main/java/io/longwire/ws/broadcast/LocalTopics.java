package io.longwire.ws.broadcast;

import io.longwire.ws.AttributeKey;
import io.longwire.ws.Message;
import io.longwire.ws.Overflow;
import io.longwire.ws.WebSocket;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The topics of this process: a {@link Roster} for each name that has subscribers. */
final class LocalTopics implements Topics {
    final BroadcastSettings settings;
    final Counts counts;
    private final ConcurrentMap<String, Roster> rosters = new ConcurrentHashMap<>();
    /** A key of its own for each server and client, so that one's connections are unknown to the other. */
    private final AttributeKey<Member> memberKey = AttributeKey.of("ws.broadcast.member");

    LocalTopics(BroadcastSettings settings, Counts counts) {
        this.settings = settings;
        this.counts = counts;
    }

    @Override
    public Topic topic(String name) {
        if (name.isEmpty() || name.length() > settings.maxNameLength()) {
            throw new IllegalArgumentException("a topic's name has 1 to " + settings.maxNameLength() + " characters");
        }
        for (int i = 0; i < name.length(); ) {
            int character = name.codePointAt(i);
            if (Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE) {
                throw new IllegalArgumentException(
                        "a topic's name has no control characters and no unpaired surrogates");
            }
            i += Character.charCount(character);
        }
        return new LocalTopic(this, name);
    }

    @Override
    public int size() {
        return rosters.size();
    }

    Member meet(WebSocket socket, Lane lane) {
        var member = new Member(socket, lane, this);
        socket.attribute(memberKey, member);
        return member;
    }

    Member member(WebSocket socket) {
        Member member = socket.attribute(memberKey);
        if (member == null) {
            throw new IllegalArgumentException(
                    "the connection is not one of the server or client that these topics belong to");
        }
        return member;
    }

    Seat join(String topic, Member member, Overflow overflow) {
        while (true) {
            Roster roster = rosters.computeIfAbsent(topic, Roster::new);
            var seat = new Seat(member, roster, overflow);
            if (roster.join(seat, settings.maxSubscribers())) {
                return seat;
            }
            // Its last member left after we found it.
            rosters.remove(topic, roster);
        }
    }

    void leave(Seat seat) {
        if (seat.roster.leave(seat)) {
            rosters.remove(seat.topic(), seat.roster);
        }
    }

    boolean publish(String topic, Message message, @Nullable Member except) {
        Roster roster = rosters.get(topic);
        boolean accepted = roster == null || roster.publish(message, except);
        (accepted ? counts.published() : counts.overflowed()).add(1);
        return accepted;
    }

    int subscribers(String topic) {
        Roster roster = rosters.get(topic);
        return roster == null ? 0 : roster.size();
    }
}
