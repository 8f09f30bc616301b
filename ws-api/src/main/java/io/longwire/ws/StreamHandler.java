package io.longwire.ws;

import java.nio.ByteBuffer;

/**
 * Handles messages part by part, as they arrive, for messages larger than memory. Parts are cut where the network cut them,
 * not where the peer's frames end. The limits on a message's size and time do not hold for such an endpoint, which has one of its
 * own ({@code ws.limits.stream}, off by default); that on a frame's time does. See {@link ConnectionHandler} for order, threads and
 * endings, and {@link WebSocketHandler} for a method that is left out.
 */
public non-sealed interface StreamHandler extends ConnectionHandler {
    /**
     * A part of a text message: validated UTF-8 that may end inside a code point unless it is the last part.
     *
     * @param utf8 borrowed: valid until this method returns; may be empty
     * @param last whether the message ends with this part
     */
    default void onText(WebSocket socket, ByteBuffer utf8, boolean last) {
        throw new UnsupportedMessage(MessageKind.TEXT);
    }

    /**
     * A part of a binary message.
     *
     * @param data borrowed: valid until this method returns; may be empty
     * @param last whether the message ends with this part
     */
    default void onBinary(WebSocket socket, ByteBuffer data, boolean last) {
        throw new UnsupportedMessage(MessageKind.BINARY);
    }
}
