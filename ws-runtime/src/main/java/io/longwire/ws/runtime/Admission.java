package io.longwire.ws.runtime;

import io.longwire.ws.Overflow;
import io.longwire.ws.spi.Cancellable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Whether a session accepts one more message to send: the {@link Overflow} policies at work.
 *
 * <p>On the loop what waits is known, and old messages make room. Other threads see only how much is buffered, and refuse what
 * must be refused before it is handed over; where the loop is to make room they may hand over as much again.
 */
final class Admission {
    private static final VarHandle ROOM;

    static {
        try {
            ROOM = MethodHandles.lookup().findVarHandle(Admission.class, "room", Room.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Session session;
    private final Overflow overflow;
    /** Those of the whole session, which has no room for them: objects grow by eight bytes. */
    private final SessionSettings settings;
    /** Null until a thread waits. */
    private volatile @Nullable Room room;

    private volatile boolean stalled;

    Admission(Session session, Overflow overflow, SessionSettings settings) {
        this.session = session;
        this.overflow = overflow;
        this.settings = settings;
    }

    SessionSettings settings() {
        return settings;
    }

    private long max() {
        return settings.outboundMax();
    }

    /** The endpoint's policy. */
    Overflow overflow() {
        return overflow;
    }

    private boolean isOver(long waits, Overflow policy) {
        return waits > max() || (stalled && isDropping(policy) && waits > settings.highMark());
    }

    private static boolean isDropping(Overflow policy) {
        return policy == Overflow.DROP_NEWEST || policy == Overflow.DROP_OLDEST;
    }

    /** On the loop. */
    boolean admits(Overflow policy, Outbound output) {
        if (!isOver(output.held(), policy)) {
            return true;
        }
        switch (policy) {
            case DROP_OLDEST -> {
                while (isOver(output.held(), policy) && output.dropOldest()) {
                    dropped(policy);
                }
                return true; // the newest waits in any case, if alone
            }
            case DROP_NEWEST -> dropped(policy);
            case BLOCK -> throw noBlocking();
            case DISCONNECT, CONFLATE -> session.slowConsumer();
        }
        return false;
    }

    /** On the loop, for what another thread has handed over: whether it is put in the line. */
    boolean admitsHandedOver(@Nullable Overflow policy, Outbound output) {
        boolean looksAgain = policy == Overflow.DROP_OLDEST || policy == Overflow.CONFLATE;
        return policy == null || !looksAgain || admits(policy, output);
    }

    /** On any other thread. */
    boolean admitsFromElsewhere(Overflow policy) {
        long buffered = session.socket().buffered();
        if (!isOver(buffered, policy)) {
            return true;
        }
        switch (policy) {
            case DROP_OLDEST -> {
                if (buffered / 2 <= max()) {
                    return true;
                }
                dropped(policy);
            }
            case CONFLATE -> {
                if (buffered / 2 <= max()) {
                    return true;
                }
                session.execute(session::slowConsumer);
            }
            case DROP_NEWEST -> dropped(policy);
            case BLOCK -> {
                return waitForRoom();
            }
            case DISCONNECT -> session.execute(session::slowConsumer);
        }
        return false;
    }

    /** A message was not sent, as its policy says. Any thread. */
    void dropped(Overflow policy) {
        session.context().counts.dropped(policy).add(1);
        SessionEvents.overflow(session, policy);
    }

    private static IllegalStateException noBlocking() {
        return new IllegalStateException(
                "too much waits to be sent, and an event loop must not block: send from another thread, or choose"
                        + " another overflow policy");
    }

    private boolean waitForRoom() {
        if (session.context().budget.onAnyLoop()) {
            throw noBlocking();
        }
        Room waits = room();
        Room.Waiter self = waits.enter();
        Duration limit = settings.stallTimeout();
        Cancellable timer = limit == null ? null : session.context().loop.schedule(limit, self::end);
        try {
            while (session.socket().buffered() > max() && session.socket().isOpen()) {
                if (self.isOver() || Thread.currentThread().isInterrupted()) {
                    dropped(Overflow.BLOCK);
                    return false;
                }
                LockSupport.park(this);
            }
            return session.socket().isOpen();
        } finally {
            waits.leave(self);
            if (timer != null) {
                timer.cancel();
            }
        }
    }

    private Room room() {
        Room here = room;
        if (here == null) {
            Room made = new Room();
            here = ROOM.compareAndSet(this, null, made) ? made : room();
        }
        return here;
    }

    /** What waits has become less, or nothing is accepted any more: lets threads look that wait for it. */
    void look(long buffered) {
        Room waits = room;
        if (waits != null && (buffered <= max() || !session.socket().isOpen())) {
            waits.tell();
        }
    }

    /** The output has been above its high mark for the stall timeout. */
    void stalled() {
        stalled = true;
        Outbound output = session.output();
        while (output.held() > settings.highMark() && output.dropOldest()) {
            dropped(Overflow.DROP_OLDEST);
        }
        if (output.isStrict()) {
            session.slowConsumer();
        } else {
            output.flush();
        }
    }

    /** The output has fallen below its low mark. */
    void relieved() {
        stalled = false;
    }
}
