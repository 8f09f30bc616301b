package io.longwire.ws.reconnect;

import io.longwire.ws.Message;
import io.longwire.ws.Overflow;
import io.longwire.ws.WebSocket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Messages on their way to a connection, in order. One that was given to a connection is never given to another; one that waits is
 * given to the next. Any thread; nothing that may block or call back runs under the lock.
 */
final class Outbox {
    /** So much waits in a connection at most before the rest waits here; as {@code ws.outbound.high-mark}. */
    private static final long MUCH = 64 * 1024;

    private static final String OVER = "the connection is closed for good";

    private record Sent(Message message, CompletableFuture<Void> told) {}

    private final ReconnectSettings settings;
    private final Executor loop;
    private final Queue<Sent> waiting = new ArrayDeque<>();
    private long bytes;
    private @Nullable WebSocket socket;
    private boolean pumping;
    private boolean closed;

    Outbox(ReconnectSettings settings, Executor loop) {
        this.settings = settings;
        this.loop = loop;
    }

    /** Gives a message to the connection, or has it wait. */
    CompletionStage<Void> send(Message message) {
        Sent sent = new Sent(message, new CompletableFuture<>());
        List<Sent> refused = List.of();
        String why;
        WebSocket to;
        boolean given;
        boolean pump;
        synchronized (this) {
            to = socket;
            why = closed ? OVER : "the queue is full";
            given = waiting.isEmpty() && give(sent);
            if (!given) {
                refused = admit(sent);
            }
            pump = !waiting.isEmpty() && !pumping && to != null && to.isOpen();
            pumping |= pump;
        }
        fail(refused, why);
        if (to != null && (given || pump)) {
            follow(to, given ? List.of(sent) : List.of(), pump);
        }
        return sent.told; // as it is: what fails is told without a wrapping
    }

    /** From now on messages go to this one, first those that wait. */
    void online(WebSocket opened) {
        synchronized (this) {
            if (closed) {
                return;
            }
            socket = opened;
            pumping = true;
        }
        pump(opened);
    }

    /** There is no connection for now. */
    synchronized void offline() {
        socket = null;
        pumping = false;
    }

    /** There will be no connection any more. */
    void close() {
        List<Sent> left;
        synchronized (this) {
            closed = true;
            socket = null;
            left = List.copyOf(waiting);
            waiting.clear();
            bytes = 0;
        }
        fail(left, OVER);
    }

    synchronized int waiting() {
        return waiting.size();
    }

    private void pump(WebSocket to) {
        List<Sent> given = new ArrayList<>();
        boolean more;
        synchronized (this) {
            if (to != socket) {
                return;
            }
            for (Sent next = waiting.peek(); next != null && give(next); next = waiting.peek()) {
                given.add(take());
            }
            more = !waiting.isEmpty() && to.isOpen();
            pumping = more;
        }
        if (more || !given.isEmpty()) {
            follow(to, given, more);
        }
    }

    /** Tells what was given when the socket has taken it, and then goes on, if there is more. */
    private void follow(WebSocket to, List<Sent> given, boolean more) {
        to.flushed().whenComplete((taken, lost) -> {
            for (Sent sent : given) {
                if (lost == null) {
                    sent.told.complete(null);
                } else {
                    sent.told.completeExceptionally(new Unconfirmed(lost));
                }
            }
            if (more) {
                loop.execute(() -> pump(to));
            }
        });
    }

    /** Whether the connection took it over. With this policy it neither blocks nor ends for it. */
    private boolean give(Sent sent) {
        WebSocket to = socket;
        return to != null && to.bufferedBytes() < MUCH && to.send(sent.message, Overflow.DROP_NEWEST);
    }

    /** Has a message wait; those that may not wait any longer, it may be this one. */
    private List<Sent> admit(Sent sent) {
        int size = sent.message.size();
        boolean never = closed || settings.messages() == 0 || size > settings.bytes();
        if (never || (!settings.dropsOldest() && !fits(size))) {
            return List.of(sent);
        }
        List<Sent> dropped = new ArrayList<>();
        while (!fits(size)) {
            dropped.add(take());
        }
        waiting.add(sent);
        bytes += size;
        return dropped;
    }

    private boolean fits(int size) {
        return waiting.size() < settings.messages() && bytes + size <= settings.bytes();
    }

    private Sent take() {
        Sent first = waiting.remove();
        bytes -= first.message.size();
        return first;
    }

    private static void fail(List<Sent> refused, String why) {
        refused.forEach(sent -> sent.told.completeExceptionally(new NotSent(why)));
    }
}
