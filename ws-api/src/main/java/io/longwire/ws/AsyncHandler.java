package io.longwire.ws;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;

/**
 * Handles whole messages without holding a thread: the next message is delivered when the stage that was returned for the
 * last one is complete. A stage that fails ends the connection as a callback that throws does. See {@link
 * ConnectionHandler} for order, threads and endings, and {@link WebSocketHandler} for a method that is left out.
 */
public non-sealed interface AsyncHandler extends ConnectionHandler {
    /** A text message. */
    default CompletionStage<?> onText(WebSocket socket, String text) {
        throw new UnsupportedMessage(MessageKind.TEXT);
    }

    /** A binary message. The buffer is borrowed: it is valid until this method returns, not until the stage is complete. */
    default CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data) {
        throw new UnsupportedMessage(MessageKind.BINARY);
    }
}
