package io.longwire.ws.runtime;

import io.longwire.ws.CloseReason;
import io.longwire.ws.Message;
import io.longwire.ws.MessageKind;
import io.longwire.ws.codec.ControlFrame;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Something that waits to go out, whole: a message, a control frame, the start of the closing handshake, or a mark that {@code
 * flushed()} put in the line.
 */
abstract sealed class Outgoing {
    /** The one that was handed over before this one; see {@link SessionSocket}. */
    @Nullable
    Outgoing earlier;

    /** Payload bytes that it adds to what is buffered. */
    abstract int size();

    /** A message whose bytes are this connection's own. */
    static final class Data extends Outgoing {
        final MessageKind kind;
        final ByteBuffer payload;

        Data(MessageKind kind, ByteBuffer payload) {
            this.kind = kind;
            this.payload = payload;
        }

        @Override
        int size() {
            return payload.remaining();
        }
    }

    /** A message that others hold too. */
    static final class Shared extends Outgoing {
        final Message message;

        Shared(Message message) {
            this.message = message;
        }

        @Override
        int size() {
            return message.size();
        }
    }

    static final class Control extends Outgoing {
        final ControlFrame kind;
        final ByteBuffer payload;

        Control(ControlFrame kind, ByteBuffer payload) {
            this.kind = kind;
            this.payload = payload;
        }

        @Override
        int size() {
            return payload.remaining();
        }
    }

    /** The application's close: the Close frame is made when its turn comes. */
    static final class Closing extends Outgoing {
        final CloseReason reason;

        Closing(CloseReason reason) {
            this.reason = reason;
        }

        @Override
        int size() {
            return 0;
        }
    }

    /** The end without waiting. */
    static final class Abort extends Outgoing {
        final CloseReason reason;
        final Throwable cause;

        Abort(CloseReason reason, Throwable cause) {
            this.reason = reason;
            this.cause = cause;
        }

        @Override
        int size() {
            return 0;
        }
    }

    static final class Mark extends Outgoing {
        final CompletableFuture<Void> reached = new CompletableFuture<>();

        @Override
        int size() {
            return 0;
        }
    }
}
