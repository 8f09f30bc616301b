package io.longwire.ws.runtime;

import io.longwire.ws.Closed;
import io.longwire.ws.ConnectionHandler;
import io.longwire.ws.MessageKind;
import io.longwire.ws.UnsupportedMessage;
import io.longwire.ws.WebSocket;
import io.longwire.ws.spi.Gate;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Brings what happens on a connection to its handler: one callback at a time, in order, on the thread of its dispatch.
 *
 * <p>Theory of operation. With {@code EVENT_LOOP} a message is delivered where it lies, borrowed, as long as nothing waits
 * before it. Otherwise it is copied into the queue, and one drain runs at a time: {@link Signals} counts what was put in since a
 * drain last looked, and who raises it from zero starts one on the executor. The compare-and-set on it is also what lets each
 * callback see the last one's writes. Neither pause nor a stage that is not complete holds a thread: the drain ends and is
 * started again by the signal that ends the wait.
 */
final class Delivery implements Runnable {
    private static final VarHandle COUNT;
    private static final VarHandle COST;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            COUNT = lookup.findVarHandle(Delivery.class, "count", int.class);
            COST = lookup.findVarHandle(Delivery.class, "cost", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Session session;
    private final ConnectionHandler handler;
    private final HandlerKind kind;
    private final @Nullable Executor workers;
    private @Nullable Queue<Event> queue;
    private final Signals signals = new Signals();
    private volatile int count;
    private volatile long cost;
    private volatile boolean paused;
    private volatile boolean busy;
    private volatile boolean heldBack;
    private volatile boolean discard;
    private volatile boolean ended;
    private volatile boolean stopped;
    /** A callback runs on the loop now, so that nothing is delivered inside of it. */
    private boolean calling;

    /** Null when the peer is let in, as most are from the start. */
    private @Nullable Doorway door;

    private int beyond;
    private @Nullable ByteBuffer lent;
    private int lentFrom;
    private int lentTo;

    /** @param workers where callbacks run, or null for the loop */
    Delivery(Session session, ConnectionHandler handler, @Nullable Executor workers) {
        this.session = session;
        this.handler = handler;
        this.kind = HandlerKind.of(handler);
        this.workers = workers;
        if (workers != null) {
            queue = new ConcurrentLinkedQueue<>();
        }
    }

    boolean takesParts() {
        return kind == HandlerKind.STREAM;
    }

    /** Nothing is told before the gate has let the peer in; as when a stage is awaited. Before any event. */
    void standBehind(Gate gate) {
        busy = true;
        door = new Doorway(session, gate);
    }

    void letIn() {
        door = null;
        busy = false;
        signal();
    }

    /** Loop only, as the other events are. */
    void opened() {
        add(new Event.Opened());
    }

    void message(MessageKind message, ByteBuffer payload, boolean ascii, boolean last) {
        if (door != null && door.takes(message, payload, last)) {
            return;
        }
        if (isFree()) {
            call(message, session.settings().lends() ? payload : Bytes.copy(payload), ascii, last);
        } else if (discard) {
            undelivered(last);
        } else {
            Event.Received event = new Event.Received(message, Bytes.copy(payload), ascii, last);
            if (door != null) {
                door.waits(event.cost());
            }
            charge(event);
            put(event);
        }
    }

    void drained() {
        add(new Event.Drained());
    }

    /** The end, told after what was received before it; a pause does not hold it. */
    void ended(Closed how) {
        ended = true;
        if (door != null) { // whom nobody let in was never there
            forget();
            return;
        }
        add(new Event.Ended(how));
    }

    private void forget() {
        Queue<Event> waits = queue == null ? new ConcurrentLinkedQueue<>() : queue;
        queue = null;
        for (Event event : waits) {
            if (event instanceof Event.Received received) {
                undelivered(received.last());
            }
        }
    }

    private void add(Event event) {
        if (isFree()) {
            deliver(event);
        } else {
            put(event);
        }
    }

    private void put(Event event) {
        Queue<Event> waits = queue;
        if (waits == null) {
            waits = new ConcurrentLinkedQueue<>();
            queue = waits;
        }
        waits.add(event);
        signal();
    }

    private boolean isFree() {
        return workers == null && !calling && signals.isQuiet() && !isHeld() && (queue == null || queue.isEmpty());
    }

    private boolean isHeld() {
        return busy || (!ended && (paused || isHeldBack()));
    }

    /**
     * While too much waits to be sent, what was read already waits too: or a worker that echoes would go past {@code
     * ws.outbound.max} before the loop has seen the first message. This side notes that it waits and then looks again, the loop
     * lowers what is buffered and then looks at the note, so one of the two sees the other.
     */
    private boolean isHeldBack() {
        if (!session.balance().holdsBack()) {
            return false;
        }
        heldBack = true;
        return session.balance().holdsBack();
    }

    /** The output has fallen to its high mark. Loop only. */
    void outputFell() {
        if (heldBack) {
            heldBack = false;
            signal();
        }
    }

    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
        signal();
    }

    /** Whether no callback runs or is about to, and no stage of one is awaited. */
    boolean isAtRest() {
        return !busy && (workers == null || signals.isQuiet());
    }

    /** This side has closed: messages that wait are not delivered any more. */
    void discard() {
        discard = true;
        signal();
    }

    private void signal() {
        if (signals.raise()) {
            if (workers == null) {
                session.execute(this);
            } else {
                workers.execute(this);
            }
        }
    }

    @Override
    public void run() {
        int seen = signals.seen();
        do {
            drain();
            seen = signals.lower(seen);
        } while (seen != 0);
    }

    private void drain() {
        Queue<Event> waits = queue;
        while (waits != null && !isHeld()) {
            Event event = waits.poll();
            if (event == null) {
                return;
            }
            if (event instanceof Event.Received received) {
                discharge(received);
            }
            deliver(event);
        }
    }

    private void deliver(Event event) {
        if (event instanceof Event.Received received) {
            call(received.kind(), received.payload(), received.ascii(), received.last());
        } else if (event instanceof Event.Opened) {
            guard(() -> handler.onOpen(session.socket()));
            session.openReturned();
        } else if (event instanceof Event.Drained) {
            guard(() -> handler.onDrained(session.socket()));
        } else if (event instanceof Event.Ended last) {
            Throwable cause = last.how().cause();
            if (cause != null) {
                guard(() -> handler.onError(session.socket(), cause));
            }
            guard(() -> handler.onClose(session.socket(), last.how()));
        }
    }

    private void guard(Runnable callback) {
        WebSocket around = begin();
        try {
            callback.run();
        } catch (Throwable failure) {
            failed(failure);
        }
        end(around);
    }

    /** On the loop, the watchdog is told. What {@link #end} is to be given. */
    private @Nullable WebSocket begin() {
        calling = true;
        return workers == null ? session.context().watch.begin(session.socket()) : null;
    }

    private void end(@Nullable WebSocket around) {
        calling = false;
        if (workers == null) {
            session.context().watch.end(around);
            Thread.interrupted(); // a handler that interrupts its thread does not own it
        }
    }

    private void call(MessageKind message, ByteBuffer payload, boolean ascii, boolean last) {
        if (discard) {
            undelivered(last);
            return;
        }
        if (message == MessageKind.TEXT && kind == HandlerKind.UTF8) {
            lent = payload;
            lentFrom = payload.position();
            lentTo = payload.limit();
        }
        WebSocket around = begin();
        try {
            CompletionStage<?> stage =
                    kind.call(handler, session.socket(), message, payload, ascii, last, session.context());
            if (stage != null) {
                await(stage);
            }
        } catch (Throwable failure) {
            failed(failure);
        }
        end(around);
        lent = null;
    }

    private void undelivered(boolean last) {
        if (last) {
            session.context().counts.undelivered().add(1);
        }
    }

    private void await(CompletionStage<?> stage) {
        busy = true;
        stage.whenComplete((result, failure) -> {
            if (failure != null) {
                failed(failure);
            }
            busy = false;
            signal();
        });
    }

    private void failed(Throwable failure) {
        discard = true;
        session.socket().stopSending();
        session.execute(() -> {
            if (failure instanceof UnsupportedMessage unsupported) {
                session.unsupported(unsupported);
            } else {
                session.handlerFailed(failure);
            }
        });
    }

    /** Whether these are the validated bytes that the handler was just given, untouched. */
    @SuppressWarnings("ReferenceEquality") // equal bytes would still have to be validated
    boolean isLent(ByteBuffer utf8) {
        return utf8 == lent && utf8.position() == lentFrom && utf8.limit() == lentTo;
    }

    private void charge(Event.Received event) {
        SessionSettings settings = session.settings();
        int messages = (int) COUNT.getAndAdd(this, 1) + 1;
        long bytes = (long) COST.getAndAdd(this, (long) event.cost()) + event.cost();
        if (messages <= settings.inboundMessages() && bytes <= settings.inboundBytes()) {
            beyond = 0;
            return;
        }
        beyond += event.cost();
        if (beyond > settings.lookAhead() && !stopped) {
            session.balance().stopReading(Balance.INBOUND_FULL);
            stopped = true;
            if (hasRoom()) { // the handler caught up before it could see that it has to tell
                roomAgain();
            }
        }
    }

    private void discharge(Event.Received event) {
        COUNT.getAndAdd(this, -1);
        COST.getAndAdd(this, -(long) event.cost());
        if (stopped && hasRoom()) {
            session.execute(this::roomAgain);
        }
    }

    private boolean hasRoom() {
        return count <= session.settings().inboundMessages() / 2
                && cost <= session.settings().inboundBytes() / 2;
    }

    private void roomAgain() {
        if (stopped) {
            stopped = false;
            beyond = 0;
            session.balance().goOnReading(Balance.INBOUND_FULL);
        }
    }
}
