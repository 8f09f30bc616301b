package io.longwire.ws.runtime;

import io.longwire.ws.CloseReason;
import io.longwire.ws.MessageKind;
import io.longwire.ws.MessageWriter;
import io.longwire.ws.codec.Utf8;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The application's end of a message that goes out part by part. One thread at a time. */
final class PartsWriter implements MessageWriter {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SessionSocket socket;
    private final Outgoing.Parts message;
    private int utf8 = Utf8.ACCEPT;
    private boolean begun;
    private boolean ended;
    private Outgoing.@Nullable Part last;

    PartsWriter(SessionSocket socket, MessageKind kind) {
        this.socket = socket;
        this.message = new Outgoing.Parts(kind);
    }

    @Override
    public CompletionStage<Void> write(ByteBuffer part) {
        requireTurn();
        if (message.kind == MessageKind.TEXT) {
            int state = Utf8.advance(utf8, part, part.position(), part.remaining());
            if (state == Utf8.REJECT) {
                throw new IllegalArgumentException("the bytes are not well-formed UTF-8");
            }
            utf8 = state;
        }
        return send(part, false);
    }

    @Override
    public CompletionStage<Void> finish() {
        requireTurn();
        if (utf8 != Utf8.ACCEPT) {
            throw new IllegalArgumentException("the text ends inside a code point");
        }
        ended = true;
        return send(NOTHING, true);
    }

    private void requireTurn() {
        if (ended) {
            throw new IllegalStateException("the message was finished or aborted");
        }
        if (last != null && !last.room.isDone()) {
            throw new IllegalStateException("the stage of the last part is not complete");
        }
    }

    private CompletionStage<Void> send(ByteBuffer bytes, boolean isLast) {
        begun = true;
        Outgoing.Part part = socket.send(message, bytes, isLast);
        last = part;
        return part.room.minimalCompletionStage();
    }

    @Override
    public void abort(Throwable cause) {
        if (!ended) {
            ended = true;
            if (begun) {
                socket.abort(CloseReason.INTERNAL_ERROR, cause);
            }
        }
    }
}
