package io.longwire.ws.broadcast;

import io.longwire.ws.CloseReason;
import io.longwire.ws.Message;
import io.longwire.ws.broadcast.spi.Backplane;
import io.longwire.ws.broadcast.spi.Outgoing;
import io.longwire.ws.spi.Loop;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** This process among others: the connections of its users, what it sends to other nodes and what they send to it. */
final class Node implements Feeds.Cluster {
    private static final byte SEND = 0;
    private static final byte DISCONNECT = 1;

    /** Begins the tags of this node's publications. */
    final String tag;

    final Feeds feeds;
    final Attendance attendance;
    private final String prefix;
    private final Counts counts;
    private final Consumer<String> warning;
    private final Map<String, Set<Member>> users = new ConcurrentHashMap<>();

    Node(
            String name,
            Backplane backplane,
            BroadcastSettings settings,
            Counts counts,
            Loop loop,
            Consumer<String> warning) {
        this.warning = warning;
        prefix = name + "-";
        tag = name.substring(0, 8);
        this.counts = counts;
        feeds = new Feeds(backplane, settings, counts, loop, this);
        attendance = new Attendance(backplane.registry(), settings.presenceDelay(), loop);
    }

    /** Names a connection among those of all nodes. */
    String name(Member member) {
        return name(member.id);
    }

    String name(long connection) {
        return prefix + connection;
    }

    @Override
    public void away(Throwable cause) {
        String why = cause.getMessage();
        warning.accept("the backplane cannot be reached: "
                + (why == null ? cause.getClass().getSimpleName() : why));
    }

    @Override
    public long local(String connection) {
        try {
            return connection.startsWith(prefix)
                    ? Long.parseLong(connection.substring(prefix.length()))
                    : Member.NOBODY;
        } catch (NumberFormatException nonsense) {
            return Member.NOBODY;
        }
    }

    void meet(Member member) {
        if (!member.user.isEmpty()) {
            users.compute(member.user, (user, known) -> {
                Set<Member> all = known == null ? ConcurrentHashMap.newKeySet() : known;
                all.add(member);
                return all;
            });
        }
    }

    void part(Member member) {
        if (!member.user.isEmpty()) {
            users.computeIfPresent(member.user, (user, known) -> {
                known.remove(member);
                return known.isEmpty() ? null : known;
            });
        }
    }

    int send(String user, Message message) {
        if (feeds.shared()) {
            toOthers(SEND, user, Envelope.of(message, ""));
        }
        return each(user, member -> member.socket.send(message));
    }

    int disconnect(String user, CloseReason reason) {
        if (feeds.shared()) {
            byte[] text = Envelope.bytes(reason.text());
            ByteBuffer data =
                    ByteBuffer.allocate(2 * Integer.BYTES + text.length).putInt(reason.code());
            Envelope.put(data, text);
            toOthers(DISCONNECT, user, data.flip());
        }
        return each(user, member -> member.socket.close(reason));
    }

    private int each(String user, Consumer<Member> task) {
        Set<Member> all = users.getOrDefault(user, Set.of());
        all.forEach(task);
        return all.size();
    }

    private void toOthers(byte what, String user, ByteBuffer rest) {
        byte[] name = Envelope.bytes(user);
        ByteBuffer out = ByteBuffer.allocate(1 + Integer.BYTES + name.length + rest.remaining());
        out.put(what);
        Envelope.put(out, name);
        feeds.backplane.cluster().send(out.put(rest).flip().asReadOnlyBuffer());
    }

    @Override
    public void control(ByteBuffer message) {
        ByteBuffer in = message.duplicate();
        try {
            byte what = in.get();
            String user = Envelope.text(in);
            if (what == SEND) {
                Envelope.read(in, Position.NONE)
                        .map(Envelope::publication)
                        .ifPresentOrElse(one -> each(user, member -> member.socket.send(one.message())), this::strange);
            } else if (what == DISCONNECT) {
                var reason = new CloseReason(in.getInt(), Envelope.text(in));
                each(user, member -> member.socket.close(reason));
            } else {
                strange();
            }
        } catch (BufferUnderflowException | IllegalArgumentException malformed) {
            strange();
        }
    }

    private void strange() {
        counts.strange().add(1);
    }

    @Override
    public void back() {
        attendance.again();
    }

    @Override
    public void gone(String topic, Present member) {
        attendance.gone(topic, member);
    }

    /** Publishes what is not kept; here alone when the backplane is away. */
    CompletionStage<Published> carry(Outgoing publication, Runnable here) {
        return feeds.broker().publish(publication).exceptionally(failure -> {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            if (cause instanceof BackplaneAway) {
                here.run();
            }
            return Published.UNKEPT;
        });
    }
}
