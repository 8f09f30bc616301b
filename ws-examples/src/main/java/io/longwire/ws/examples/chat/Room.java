package io.longwire.ws.examples.chat;

import io.longwire.ws.Message;
import io.longwire.ws.WebSocket;
import io.longwire.ws.broadcast.Topic;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a room, and what was said last. Guarded by the lock of {@link Rooms}.
 *
 * <p>A topic that is overloaded refuses to publish. A line is then refused, too; that somebody came or went is only shown, and
 * the next welcome tells it.
 */
final class Room {
    /** How many references of lines are remembered, so that a line which is sent again after a reconnect is not told twice. */
    private static final int REFERENCES = 500;

    private final String name;
    private final String epoch;
    private final Topic topic;
    private final int history;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Deque<Line> recent = new ArrayDeque<>();
    private final Map<String, Long> said = new LinkedHashMap<>();
    private long lastId;

    Room(String name, String epoch, Topic topic, int history) {
        this.name = name;
        this.epoch = epoch;
        this.topic = topic;
        this.history = history;
    }

    String name() {
        return name;
    }

    /** Differs for every life of a room, so that the numbers of its lines are not taken for those of an earlier one. */
    String epoch() {
        return epoch;
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    int size() {
        return members.size();
    }

    @Nullable
    Member member(String id) {
        return members.get(id);
    }

    /** Whether somebody else than the member of this id has the name. */
    boolean isTaken(String wanted, String exceptId) {
        String folded = Words.fold(wanted);
        return members.values().stream()
                .anyMatch(m -> !m.id().equals(exceptId) && Words.fold(m.name()).equals(folded));
    }

    void add(Member member) {
        members.put(member.id(), member);
        greet(member);
        topic.publish(Message.text(ChatWriter.joined(member)), member.socket());
    }

    /** The welcome first, then what comes later: nothing is published in between, since the lock is held. */
    void greet(Member member) {
        WebSocket socket = member.socket();
        socket.sendText(ChatWriter.welcome(member, this, members.values(), recent));
        topic.subscribe(socket);
    }

    void rename(Member member, String other) {
        member.name(other);
        topic.publish(Message.text(ChatWriter.renamed(member)));
    }

    void remove(Member member) {
        members.remove(member.id());
        topic.publish(Message.text(ChatWriter.left(member)));
    }

    void forget(WebSocket socket) {
        topic.unsubscribe(socket);
    }

    /** Tells everybody, and keeps it; false when there is too much to do, then nobody gets it. */
    boolean say(Member member, String text, long time, @Nullable String ref) {
        Line line = new Line(lastId + 1, member.id(), member.name(), text, time, ref);
        if (!topic.publish(Message.text(ChatWriter.said(line)))) {
            return false;
        }
        lastId = line.id();
        if (recent.size() == history) {
            recent.removeFirst();
        }
        recent.addLast(line);
        if (ref != null) {
            said.put(key(member, ref), line.id());
            if (said.size() > REFERENCES) {
                said.remove(said.keySet().iterator().next());
            }
        }
        return true;
    }

    /** The number of the line that this member sent under this reference, null when there was none. */
    @Nullable
    Long said(Member member, String ref) {
        return said.get(key(member, ref));
    }

    private static String key(Member member, String ref) {
        return member.id() + ' ' + ref;
    }
}
