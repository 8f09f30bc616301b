package io.longwire.ws.examples.chat;

import io.longwire.ws.CloseReason;
import io.longwire.ws.Message;
import io.longwire.ws.WebSocket;
import io.longwire.ws.broadcast.History;
import io.longwire.ws.broadcast.Position;
import io.longwire.ws.broadcast.PublishOptions;
import io.longwire.ws.broadcast.Rendering;
import io.longwire.ws.broadcast.SubscribeOptions;
import io.longwire.ws.broadcast.Topic;
import io.longwire.ws.broadcast.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a room. Guarded by the lock of {@link Rooms}. What was said is in the history of a topic; that somebody came or went is only
 * told, in another one, and the next welcome tells it again.
 */
final class Room {
    private static final CloseReason NO_HISTORY = new CloseReason(1013, "try again later");
    private static final long BUSY_MILLIS = 1000;
    /** One object, so that a line is written once for all. */
    private static final Rendering SAID = ChatWriter::event;

    private final String name;
    private final Topic lines;
    private final Topic people;
    private final Rooms.Limits limits;
    private final Map<String, Member> members = new LinkedHashMap<>();

    Room(String name, Topic lines, Topic people, Rooms.Limits limits) {
        this.name = name;
        this.lines = lines;
        this.people = people;
        this.limits = limits;
    }

    String name() {
        return name;
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

    /** @param since the last line that they have, null for none */
    void add(Member member, @Nullable Position since) {
        members.put(member.id(), member);
        greet(member, since);
        people.publish(Message.text(ChatWriter.joined(member)), member.socket());
    }

    /** The welcome first, with the last lines or those that were missed, then what comes after them. */
    void greet(Member member, @Nullable Position since) {
        WebSocket socket = member.socket();
        List<Member> here = List.copyOf(members.values());
        told(since).whenComplete((told, failure) -> {
            if (told == null) {
                socket.close(NO_HISTORY);
                return;
            }
            Position at = told.verdict().at();
            List<Line> recent = told.publications().stream()
                    .map(one -> Line.of(one.position().offset(), one.message()))
                    .toList();
            socket.sendText(ChatWriter.welcome(member, name, at.epoch(), here, recent));
            lines.subscribe(socket, SubscribeOptions.USUAL.as(SAID).since(at));
            people.subscribe(socket);
        });
    }

    /** What was missed, or the last lines when it is not known what that is. */
    private CompletionStage<History> told(@Nullable Position since) {
        if (since == null) {
            return lines.history(limits.history());
        }
        return lines.history(limits.missed(), since)
                .thenCompose(missed ->
                        missed.verdict() instanceof Verdict.Gap ? lines.history(limits.history()) : done(missed));
    }

    private static CompletionStage<History> done(History history) {
        return CompletableFuture.completedStage(history);
    }

    void rename(Member member, String other) {
        member.name(other);
        people.publish(Message.text(ChatWriter.renamed(member)));
    }

    void remove(Member member) {
        members.remove(member.id());
        people.publish(Message.text(ChatWriter.left(member)));
    }

    void forget(WebSocket socket) {
        lines.unsubscribe(socket);
        people.unsubscribe(socket);
    }

    /** Tells everybody once, or the member that it was told before, or that it could not be. */
    void say(Member member, String text, long time, @Nullable String ref) {
        WebSocket socket = member.socket();
        PublishOptions how = ref == null ? PublishOptions.USUAL : PublishOptions.USUAL.key(member.id() + ' ' + ref);
        lines.publish(Message.text(ChatWriter.line(member, text, time, ref)), how)
                .whenComplete((published, failure) -> {
                    if (published == null) {
                        socket.sendText(ChatWriter.error(new Refused(Refused.Reason.BUSY, BUSY_MILLIS), ref));
                    } else if (published.duplicate() && ref != null) {
                        socket.sendText(
                                ChatWriter.known(ref, published.position().offset()));
                    }
                });
    }
}
