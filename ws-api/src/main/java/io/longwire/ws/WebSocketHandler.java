package io.longwire.ws;

import java.nio.ByteBuffer;

/**
 * Handles whole messages, text as a {@link String}. See {@link ConnectionHandler} for order, threads and endings.
 *
 * <p>A handler that leaves one of the two methods out gets no messages of that kind: the peer that sends one is closed with
 * code 1003 (RFC 6455, 7.4.1).
 */
public non-sealed interface WebSocketHandler extends ConnectionHandler {
    /** A text message. */
    default void onText(WebSocket socket, String text) {
        throw new UnsupportedMessage(MessageKind.TEXT);
    }

    /** A binary message. The buffer is borrowed: it is valid until this method returns, and may be changed. */
    default void onBinary(WebSocket socket, ByteBuffer data) {
        throw new UnsupportedMessage(MessageKind.BINARY);
    }
}
