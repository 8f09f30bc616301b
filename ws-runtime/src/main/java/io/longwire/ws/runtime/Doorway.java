package io.longwire.ws.runtime;

import io.longwire.ws.CloseReason;
import io.longwire.ws.MessageKind;
import io.longwire.ws.spi.Gate;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a peer waits until a {@link Gate} has let it in. The first message goes to the gate, what follows waits in the
 * connection's queue; when half of what may wait does, the socket is not read, so only one large read can go past the bound.
 * Loop only.
 */
final class Doorway {
    private static final CloseReason TOO_MUCH = new CloseReason(1008, "too much before being let in");

    private final Session session;
    private final Gate gate;
    private final long maxMessage;
    /** A first message that comes in parts, as a handler that streams gets it. */
    private @Nullable ByteArrayOutputStream parts;

    private boolean asked;
    private int waiting;

    Doorway(Session session, Gate gate) {
        this.session = session;
        this.gate = gate;
        this.maxMessage = session.protocol().maxMessage();
        session.protocol().maxMessage(Math.min(gate.limit(), maxMessage));
    }

    /** Whether it was the first message, or a part of it; what is not has to wait. */
    boolean takes(MessageKind kind, ByteBuffer payload, boolean last) {
        if (asked || !session.socket().isOpen()) {
            return false;
        }
        if (last && parts == null) {
            ask(kind, payload);
            return true;
        }
        ByteArrayOutputStream collected = parts == null ? new ByteArrayOutputStream() : parts;
        parts = collected;
        collected.writeBytes(Bytes.copy(payload).array());
        if (last) {
            ask(kind, ByteBuffer.wrap(collected.toByteArray()));
        }
        return true;
    }

    private void ask(MessageKind kind, ByteBuffer message) {
        asked = true;
        parts = null;
        session.protocol().maxMessage(maxMessage);
        Objects.requireNonNull(gate.onFirst(kind, message), "the gate's stage").whenComplete((in, failure) -> {
            if (session.inLoop()) {
                decide(failure);
            } else {
                session.execute(() -> decide(failure));
            }
        });
    }

    private void decide(@Nullable Throwable failure) {
        if (failure != null) {
            session.handlerFailed(failure);
        } else if (session.socket().isOpen()) {
            session.delivery().letIn();
            session.balance().goOnReading(Balance.AT_DOOR);
        }
    }

    /** So much more waits behind the first message. */
    void waits(int bytes) {
        waiting += bytes;
        if (waiting > Gate.MOST_WAITING) {
            session.socket().close(TOO_MUCH);
        } else if (waiting > Gate.MOST_WAITING / 2) {
            session.balance().stopReading(Balance.AT_DOOR);
        }
    }
}
