package io.longwire.ws.examples.suite;

import io.longwire.ws.Closed;
import io.longwire.ws.Utf8Handler;
import io.longwire.ws.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** Sends each message back, or keeps the first, until the suite closes. */
final class Answering implements Utf8Handler {
    private final boolean echoes;
    private final CompletableFuture<Closed> closed = new CompletableFuture<>();
    private volatile String first = "";

    /** @param echoes whether messages are sent back; if not, the first text is kept */
    Answering(boolean echoes) {
        this.echoes = echoes;
    }

    @Override
    public void onText(WebSocket socket, ByteBuffer utf8) {
        if (echoes) {
            socket.sendText(utf8);
        } else if (first.isEmpty()) {
            first = StandardCharsets.UTF_8.decode(utf8).toString();
        }
    }

    @Override
    public void onBinary(WebSocket socket, ByteBuffer data) {
        if (echoes) {
            socket.sendBinary(data);
        }
    }

    @Override
    public void onClose(WebSocket socket, Closed how) {
        closed.complete(how);
    }

    /** The first text that was kept. */
    String first() {
        return first;
    }

    /** How it ended. */
    CompletableFuture<Closed> closed() {
        return closed;
    }
}
