package io.longwire.ws.examples.echo;

import io.longwire.ws.Utf8Handler;
import io.longwire.ws.WebSocket;
import java.nio.ByteBuffer;

/** Answers each message with itself; text stays the bytes that it was. */
final class EchoBytes implements Utf8Handler {
    static final EchoBytes ONE = new EchoBytes();

    private EchoBytes() {}

    @Override
    public void onText(WebSocket socket, ByteBuffer utf8) {
        socket.sendText(utf8);
    }

    @Override
    public void onBinary(WebSocket socket, ByteBuffer data) {
        socket.sendBinary(data);
    }
}
