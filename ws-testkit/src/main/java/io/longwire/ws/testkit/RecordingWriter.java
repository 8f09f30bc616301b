package io.longwire.ws.testkit;

import io.longwire.ws.CloseReason;
import io.longwire.ws.MessageKind;
import io.longwire.ws.MessageWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Gathers the parts of a message until it is finished. */
final class RecordingWriter implements MessageWriter {
    private final RecordingWebSocket socket;
    private final MessageKind kind;
    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
    private boolean ended;

    RecordingWriter(RecordingWebSocket socket, MessageKind kind) {
        this.socket = socket;
        this.kind = kind;
    }

    @Override
    public synchronized CompletionStage<Void> write(ByteBuffer part) {
        requireOpen();
        parts.writeBytes(Hex.copy(part));
        return socket.isOpen() ? socket.flushed() : closed();
    }

    @Override
    public synchronized CompletionStage<Void> finish() {
        requireOpen();
        ended = true;
        ByteBuffer whole = ByteBuffer.wrap(parts.toByteArray());
        boolean accepted = kind == MessageKind.TEXT ? socket.sendText(whole) : socket.sendBinary(whole);
        return accepted ? socket.flushed() : closed();
    }

    @Override
    public synchronized void abort(Throwable cause) {
        if (!ended && parts.size() > 0) {
            socket.abort(CloseReason.INTERNAL_ERROR, cause);
        }
        ended = true;
    }

    private void requireOpen() {
        if (ended) {
            throw new IllegalStateException("the message was finished or aborted");
        }
    }

    private static CompletionStage<Void> closed() {
        return CompletableFuture.failedFuture(new IOException("the connection takes no more messages"));
    }
}
