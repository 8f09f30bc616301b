package io.longwire.ws;

/**
 * What every kind of handler has in common, and the life of a connection told in one place.
 *
 * <p>There is one handler object per connection. Choose its kind by the interface you implement:
 *
 * <ul>
 *   <li>{@link WebSocketHandler}: whole messages, text as {@link String};
 *   <li>{@link Utf8Handler}: whole messages, text as validated UTF-8 bytes (no String is made);
 *   <li>{@link AsyncHandler}: whole messages, the next one comes when the stage of the last one is complete;
 *   <li>{@link StreamHandler}: parts of messages, for messages larger than memory.
 * </ul>
 *
 * <h2>Order</h2>
 *
 * <pre>
 *   onOpen  (message | onDrained)*  [onError]  onClose
 * </pre>
 *
 * <ul>
 *   <li>{@code onOpen} is called at most once. If it was called, {@code onClose} is called exactly once, and last.
 *   <li>The callbacks of one connection run one at a time and in order, whatever the {@link Dispatch}; a callback sees
 *       what the one before it wrote. No lock is held meanwhile.
 *   <li>The next message is delivered when the callback of the last one returned. Meanwhile the loop goes on: pings are
 *       answered, the peer's Close and the end of the transport are seen, up to {@code ws.inbound} bytes are held and then
 *       the socket is not read.
 *   <li>Bytes that arrive with the handshake or during {@code onOpen} are kept and delivered after it, in order.
 *   <li>Messages that were complete before the peer ended the connection are delivered before {@code onClose}. After this
 *       side called {@link WebSocket#close} or {@link WebSocket#abort}, messages not yet delivered are discarded.
 * </ul>
 *
 * <h2>Endings</h2>
 *
 * <ul>
 *   <li>A callback that throws ends the connection: the peer gets code 1011 without any text, {@code onError} gets the
 *       throwable, then comes {@code onClose}. Other connections notice nothing.
 *   <li>A peer that breaks the protocol gets the code of RFC 6455, 7.4.1; {@code onError} gets the reason.
 *   <li>A transport that fails or ends without a Close frame is code 1006; {@code onError} gets the cause if there is one.
 *   <li>{@code onError} is called at most once, and {@code onClose} follows it.
 *   <li>A peer that does not answer a Close frame is cut after {@code ws.limits.close-timeout} (10 s; 1 s after a violation).
 * </ul>
 */
public sealed interface ConnectionHandler permits WebSocketHandler, Utf8Handler, AsyncHandler, StreamHandler {
    /** The connection is open: messages can be sent from here on. */
    default void onOpen(WebSocket socket) {}

    /**
     * {@link WebSocket#bufferedBytes()} rose above the high mark ({@code ws.outbound.high-mark}, 64 KiB) and has fallen
     * below the low mark ({@code ws.outbound.low-mark}, 32 KiB) again.
     */
    default void onDrained(WebSocket socket) {}

    /** Something failed: the application, the protocol or the network. At most once; {@link #onClose} follows. */
    default void onError(WebSocket socket, Throwable cause) {}

    /** The connection has ended. Exactly once, and last; nothing can be sent any more. */
    default void onClose(WebSocket socket, Closed how) {}
}
