package io.longwire.ws.spi;

import io.longwire.ws.MessageKind;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/**
 * An extension at work on one connection: it rewrites the payload of data messages, chunk by chunk. Called on the connection's
 * loop only. Control frames never pass through it.
 *
 * <p>A message comes as any number of chunks, the last of them marked; a chunk may be empty. Chunks are cut where the network or
 * the sender cut them and say nothing about frames.
 */
public interface Extension extends AutoCloseable {
    /**
     * Rewrites a chunk of an incoming message.
     *
     * @param chunk borrowed; all of it counts as consumed
     * @throws InvalidPayload when the peer's payload cannot be decoded: the connection is failed with code 1007
     */
    void decode(Head head, ByteBuffer chunk, boolean last, Sink out);

    /** Rewrites a chunk of an outgoing message. The reserved bits of the head count as they are after the first call. */
    void encode(Head head, ByteBuffer chunk, boolean last, Sink out);

    /** Between messages, once after each {@link #idleAfter()} in which nothing was sent: give back what can be rebuilt. */
    default void idle() {}

    /**
     * After how long without a message sent {@link #idle} is called, at most a second late; asked once, at the begin. Zero: it is
     * never called, and the connection is not watched.
     */
    default Duration idleAfter() {
        return Duration.ZERO;
    }

    /**
     * Connections whose extensions have equal keys may share one encoded message. It is made by an extension that was opened for
     * it alone on equal terms, never by that of a connection, whose output may depend on what it sent before; each connection it
     * is sent on is told by {@link #encoded}. Empty when sharing is not possible.
     */
    default Optional<Object> sharingKey() {
        return Optional.empty();
    }

    /**
     * A message that was encoded elsewhere under an equal {@link #sharingKey()} is sent on this connection as it is.
     *
     * @param plain the message before it was encoded, borrowed
     */
    default void encoded(ByteBuffer plain) {}

    /** Gives everything back. Called once, at the connection's end; no other call follows. */
    @Override
    void close();

    /** What is known of the message that a chunk belongs to. */
    interface Head {
        /** Text or binary. */
        MessageKind kind();

        /** The payload's size in bytes before encoding, or -1 when it is not known. */
        long size();

        /** Whether an outgoing message is {@link io.longwire.ws.Message#sensitive}: an extension that compresses passes it on as it is. */
        default boolean isSensitive() {
            return false;
        }

        /** Whether a reserved bit of the message's first frame is set: 4 for RSV1, 2 for RSV2, 1 for RSV3. */
        boolean rsv(int bit);

        /** Sets a reserved bit that the provider owns; for {@link Extension#encode}. */
        void setRsv(int bit);
    }

    /** Takes what an extension makes of a chunk. It may throw to stop a message that grows beyond a limit. */
    interface Sink {
        /** @param chunk borrowed: the extension may use its buffer again after the call */
        void accept(ByteBuffer chunk);
    }
}
