package io.longwire.ws;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One open connection, of a server or of a client. Every method may be called from any thread, and none blocks unless the
 * overflow policy is {@link Overflow#BLOCK}.
 *
 * <p>Messages of one sending thread arrive in the order in which it sent them, and a message is never mixed with another.
 * Control frames overtake data that waits. What the socket does not take at once waits in memory as whole messages, up to
 * {@code ws.outbound.max} (1 MiB by default); past it the {@link Overflow} policy says what happens, by default that the peer
 * counts as a slow consumer. All connections of the process together may have {@code ws.outbound.budget} waiting (a quarter of
 * the heap by default); past it those are ended that have been slow for longest, whatever their policy.
 */
public interface WebSocket {
    /** A number that no other connection of this process has. */
    long id();

    /** The opening handshake that made this connection. */
    Handshake handshake();

    /**
     * Sends a text message.
     *
     * @return false when the message was not accepted: the connection is closing or closed, or its overflow policy refused
     * @throws IllegalArgumentException when the text holds an unpaired surrogate; nothing is sent
     * @throws IllegalStateException when the policy is {@link Overflow#BLOCK}, too much waits and the caller is an event loop
     */
    boolean sendText(CharSequence text);

    /**
     * Sends a text message that is UTF-8 already. The buffer is borrowed: its bytes are written or copied before the call
     * returns, and its position is left alone.
     *
     * @return as {@link #sendText(CharSequence)}
     * @throws IllegalArgumentException when the bytes are not well-formed UTF-8; nothing is sent
     */
    boolean sendText(ByteBuffer utf8);

    /**
     * Sends a binary message. The buffer is borrowed: its bytes are written or copied before the call returns, and its
     * position is left alone.
     *
     * @return as {@link #sendText(CharSequence)}
     */
    boolean sendBinary(ByteBuffer data);

    /**
     * Sends a message that was prepared for many. It is held by reference, not copied.
     *
     * @return as {@link #sendText(CharSequence)}
     */
    boolean send(Message message);

    /**
     * As {@link #send(Message)}, with another policy than that of the endpoint.
     *
     * @throws IllegalStateException when the policy is {@link Overflow#BLOCK}, too much waits and the caller is an event loop
     */
    boolean send(Message message, Overflow overflow);

    /**
     * Begins a message that is sent part by part, for messages larger than memory. Nothing is sent before its first part.
     */
    MessageWriter stream(MessageKind kind);

    /** What happens to a message when too much waits: what the endpoint, or its configuration, says. */
    Overflow overflow();

    /**
     * Sends a Ping (RFC 6455, 5.5.2). The peer's Pong is told to {@link io.longwire.ws.spi.ConnectionWatcher watchers}.
     *
     * @param payload at most 125 bytes, borrowed
     * @return false when the connection is closing or closed
     * @throws IllegalArgumentException when the payload is longer
     */
    boolean ping(ByteBuffer payload);

    /**
     * Completes when every message that was accepted before this call was taken by the socket (with TLS: its ciphertext).
     * Fails with an {@link java.io.IOException} when the connection ended first, or one of them was dropped as its overflow
     * policy says; the next call after that is told once. It says nothing about the peer having read them. What hangs on the stage without an executor of its own may run on the event
     * loop, and must not block.
     */
    CompletionStage<Void> flushed();

    /**
     * Stops the delivery of messages after the one that is being delivered. Control frames and the end of the connection
     * are still seen as long as they lie within {@code ws.inbound.look-ahead} bytes (64 KiB by default); past it the socket
     * is not read, and no time limit judges the peer. The end of the connection lifts a pause: what was complete before it is
     * delivered, then {@code onClose}.
     */
    void pause();

    /** Goes on with the delivery of messages after {@link #pause()}. */
    void resume();

    /**
     * Starts the closing handshake (RFC 6455, 7.1.2): what was accepted for sending goes out, then a Close frame. The
     * first call counts, later ones do nothing. Messages not yet delivered are discarded.
     */
    void close(CloseReason reason);

    /** {@link #close(CloseReason)} with code 1000 and no text. */
    default void close() {
        close(CloseReason.NORMAL);
    }

    /**
     * Ends the connection now: a Close frame is tried, messages that wait are dropped, TCP is cut. {@link
     * ConnectionHandler#onClose} tells code 1006, {@link Initiator#LOCAL}, and the cause.
     */
    void abort(CloseReason onWire, Throwable cause);

    /**
     * Bytes of payload that were accepted and not yet taken by the socket. With TLS up to 128 KiB that the socket has refused as
     * ciphertext are not among them, but for their last byte.
     */
    long bufferedBytes();

    /** Whether messages can be sent: the closing handshake has not begun and the transport has not ended. */
    boolean isOpen();

    /** What hangs on this connection under a key, null when nothing does. */
    <T> @Nullable T attribute(AttributeKey<T> key);

    /** Hangs a value on this connection; null takes it away. */
    <T> void attribute(AttributeKey<T> key, @Nullable T value);
}
