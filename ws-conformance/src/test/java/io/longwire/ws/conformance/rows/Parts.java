package io.longwire.ws.conformance.rows;

import io.longwire.ws.Closed;
import io.longwire.ws.MessageKind;
import io.longwire.ws.StreamHandler;
import io.longwire.ws.WebSocket;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Takes messages in parts, and sends each back when its last one has come. */
final class Parts implements StreamHandler {
    private final Told told;
    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();

    Parts(Told told) {
        this.told = told;
    }

    @Override
    public void onOpen(WebSocket socket) {
        told.onOpen(socket);
    }

    @Override
    public void onText(WebSocket socket, ByteBuffer utf8, boolean last) {
        add(socket, MessageKind.TEXT, utf8, last);
    }

    @Override
    public void onBinary(WebSocket socket, ByteBuffer data, boolean last) {
        add(socket, MessageKind.BINARY, data, last);
    }

    private void add(WebSocket socket, MessageKind kind, ByteBuffer part, boolean last) {
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        parts.writeBytes(bytes);
        if (last) {
            ByteBuffer whole = ByteBuffer.wrap(parts.toByteArray());
            parts.reset();
            boolean sent = kind == MessageKind.TEXT ? socket.sendText(whole) : socket.sendBinary(whole);
            if (!sent) {
                throw new IllegalStateException("the echo was not taken");
            }
        }
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
