package io.longwire.ws.runtime;

import io.longwire.ws.CloseReason;
import io.longwire.ws.Message;
import io.longwire.ws.MessageKind;
import io.longwire.ws.Overflow;
import io.longwire.ws.codec.ControlFrame;
import io.longwire.ws.codec.MessageEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Something that waits to go out, whole: a message, a control frame, the start of the closing handshake, or a mark that {@code
 * flushed()} put in the line.
 */
abstract sealed class Outgoing {
    /** The one that was handed over before this one; see {@link Handover}. */
    @Nullable
    Outgoing earlier;

    /** Its place in the line; see {@link Waiting}. */
    long turn;

    /** Payload bytes that it adds to what is buffered. */
    long size() {
        return 0;
    }

    /** A message that waits whole. */
    boolean isMessage() {
        return false;
    }

    /** It was dropped: tells who waits for it. */
    void lost(IOException why) {}

    /** What may happen to it while it waits. */
    @Nullable
    Overflow overflow() {
        return null;
    }

    /** A message whose bytes are this connection's own. */
    static final class Data extends Outgoing {
        final MessageKind kind;
        final ByteBuffer payload;
        final Overflow overflow;

        Data(MessageKind kind, ByteBuffer payload, Overflow overflow) {
            this.kind = kind;
            this.payload = payload;
            this.overflow = overflow;
        }

        @Override
        long size() {
            return payload.remaining();
        }

        @Override
        boolean isMessage() {
            return true;
        }

        @Override
        Overflow overflow() {
            return overflow;
        }
    }

    /** A message that others hold too. */
    static final class Shared extends Outgoing {
        /** A newer one may take its place. */
        Message message;

        final Overflow overflow;

        Shared(Message message, Overflow overflow) {
            this.message = message;
            this.overflow = overflow;
        }

        /** The key of those that may replace it, and that it may replace. */
        @Nullable
        Object slot() {
            return overflow == Overflow.CONFLATE ? message.conflationKey().orElse(null) : null;
        }

        @Override
        long size() {
            return message.size();
        }

        @Override
        boolean isMessage() {
            return true;
        }

        @Override
        Overflow overflow() {
            return overflow;
        }
    }

    /** A message that goes out frame by frame. Once it has begun no other may come between (RFC 6455, 5.4). */
    static final class Parts extends Outgoing {
        private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

        final MessageKind kind;
        private final ArrayDeque<ByteBuffer> parts = new ArrayDeque<>(2);
        private final boolean isShared;
        private final boolean isSensitive;
        private final long announced;
        private long total;
        private long left;
        private boolean begun;
        private boolean ended;
        private boolean done;
        /** It has its place in the line, or had it. */
        boolean hasPlace;
        /** Its parts go nowhere any more. */
        boolean dropped;

        /**
         * A message that is all there.
         *
         * @param isShared whether the bytes are never changed
         * @param isSensitive whether it is not to be compressed
         */
        Parts(MessageKind kind, ByteBuffer whole, boolean isShared, boolean isSensitive) {
            this.kind = kind;
            this.isShared = isShared;
            this.isSensitive = isSensitive;
            this.announced = whole.remaining();
            add(whole, true);
        }

        /** A message whose parts are yet to come. */
        Parts(MessageKind kind) {
            this.kind = kind;
            this.isShared = false;
            this.isSensitive = false;
            this.announced = -1;
        }

        void add(ByteBuffer part, boolean last) {
            if (part.hasRemaining()) {
                total += part.remaining();
                left += part.remaining();
                parts.add(part);
            }
            ended = last;
        }

        /** Encodes a frame; false when there is nothing to make one of. */
        boolean frame(int max, MessageEncoder encoder, FrameWriter writer) {
            ByteBuffer part = parts.peek();
            if (done || (part == null && !ended)) {
                return false;
            }
            ByteBuffer payload = NOTHING;
            if (part != null) {
                int size = Math.min(max, part.remaining());
                payload = part.slice(part.position(), size);
                part.position(part.position() + size);
                left -= size;
                if (!part.hasRemaining()) {
                    parts.remove();
                }
            }
            done = ended && parts.isEmpty();
            writer.sharing(isShared);
            encoder.part(kind, announced, isSensitive, payload, !begun, done, writer);
            writer.sharing(false);
            begun = true;
            return true;
        }

        /** The call that brought the bytes returns: copies what is not encoded. */
        void keepLast() {
            if (!parts.isEmpty()) {
                parts.add(Bytes.copy(parts.removeLast()));
            }
        }

        /** Whether it waits for parts that are yet to come. */
        boolean isOpen() {
            return !ended;
        }

        boolean isDone() {
            return done;
        }

        @Override
        void lost(IOException why) {
            dropped = true;
        }

        long total() {
            return total;
        }

        @Override
        long size() {
            return left;
        }
    }

    /** A part of a message, on its way to the others. */
    static final class Part extends Outgoing {
        final Parts message;
        final ByteBuffer bytes;
        final boolean last;
        /** Completes when the next one is wanted. */
        final CompletableFuture<Void> room = new CompletableFuture<>();

        Part(Parts message, ByteBuffer bytes, boolean last) {
            this.message = message;
            this.bytes = bytes;
            this.last = last;
        }

        @Override
        void lost(IOException why) {
            room.completeExceptionally(why);
        }

        @Override
        long size() {
            return bytes.remaining();
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
        long size() {
            return payload.remaining();
        }
    }

    /** The application's close: the Close frame is made when its turn comes. */
    static final class Closing extends Outgoing {
        final CloseReason reason;

        Closing(CloseReason reason) {
            this.reason = reason;
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
    }

    static final class Mark extends Outgoing {
        final CompletableFuture<Void> reached = new CompletableFuture<>();

        @Override
        void lost(IOException why) {
            reached.completeExceptionally(why);
        }
    }
}
