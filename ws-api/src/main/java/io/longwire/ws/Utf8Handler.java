package io.longwire.ws;

import java.nio.ByteBuffer;

/**
 * Handles whole messages, text as UTF-8 bytes that have been validated. No String is made, which for text that is relayed or
 * parsed as bytes saves most of its cost. See {@link ConnectionHandler} for order, threads and endings, and {@link
 * WebSocketHandler} for a method that is left out.
 */
public non-sealed interface Utf8Handler extends ConnectionHandler {
    /** A text message. The buffer is borrowed: it is valid until this method returns. */
    default void onText(WebSocket socket, ByteBuffer utf8) {
        throw new UnsupportedMessage(MessageKind.TEXT);
    }

    /** A binary message. The buffer is borrowed: it is valid until this method returns, and may be changed. */
    default void onBinary(WebSocket socket, ByteBuffer data) {
        throw new UnsupportedMessage(MessageKind.BINARY);
    }
}
