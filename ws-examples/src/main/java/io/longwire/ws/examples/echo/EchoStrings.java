package io.longwire.ws.examples.echo;

import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketHandler;
import java.nio.ByteBuffer;

/** Answers each message with itself; text goes through a String. */
final class EchoStrings implements WebSocketHandler {
    static final EchoStrings ONE = new EchoStrings();

    private EchoStrings() {}

    @Override
    public void onText(WebSocket socket, String text) {
        socket.sendText(text);
    }

    @Override
    public void onBinary(WebSocket socket, ByteBuffer data) {
        socket.sendBinary(data);
    }
}
