package io.longwire.ws.conformance.rows;

import io.longwire.ws.Closed;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketHandler;
import java.nio.ByteBuffer;

/** Sends back what comes and does not write it down, for rows of very many or very large messages. */
record Echo(Told told) implements WebSocketHandler {
    @Override
    public void onOpen(WebSocket socket) {
        told.onOpen(socket);
    }

    @Override
    public void onText(WebSocket socket, String text) {
        socket.sendText(text);
    }

    @Override
    public void onBinary(WebSocket socket, ByteBuffer data) {
        socket.sendBinary(data);
    }

    @Override
    public void onError(WebSocket socket, Throwable cause) {
        told.onError(socket, cause);
    }

    @Override
    public void onClose(WebSocket socket, Closed how) {
        told.onClose(socket, how);
    }
}
