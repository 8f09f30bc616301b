package io.longwire.ws;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;

/**
 * Sends one message part by part, for messages larger than memory; {@link WebSocket#stream} makes it. It may be used from any
 * thread, by one at a time.
 *
 * <p>From its first part on the message has its place in the line: what others send waits behind it and counts against their
 * overflow policies, control frames go out between its frames. A part becomes one frame, or several of {@code
 * ws.outbound.frame} bytes (RFC 6455, 5.4). After {@link WebSocket#close} a message that was begun may be finished within the
 * close timeout; the Close frame follows it.
 *
 * <p>The peer's pace is kept by the stages: write the next part when the last one's stage is complete. A thread that may block
 * waits for it, {@code writer.write(part).toCompletableFuture().join()}; an event loop must not. What hangs on a stage without
 * an executor of its own runs on the event loop, and must not block.
 */
public interface MessageWriter {
    /**
     * Sends a part of the message.
     *
     * @param part borrowed: its bytes are written or copied before the call returns, and its position is left alone. Of a text
     *     message it may end inside a code point
     * @return completes when the next part is wanted: what waits for the connection has fallen to {@code ws.outbound.low-mark}
     *     (32 KiB). Fails with an {@link java.io.IOException} when the message cannot be sent any more
     * @throws IllegalStateException when the last stage is not complete, or the message was finished or aborted
     * @throws IllegalArgumentException when the text so far is not well-formed UTF-8; nothing of the part is sent
     */
    CompletionStage<Void> write(ByteBuffer part);

    /**
     * Ends the message.
     *
     * @return completes when the rest of it is with the socket but for {@code ws.outbound.low-mark} bytes at most; fails as that
     *     of {@link #write} does
     * @throws IllegalStateException as {@link #write}
     * @throws IllegalArgumentException when a text message ends inside a code point; it is not finished
     */
    CompletionStage<Void> finish();

    /**
     * Gives the message up. If nothing of it was written yet, nothing is sent. Otherwise the connection is ended, as by {@link
     * WebSocket#abort} with code 1011: what was sent cannot be taken back, and nothing else can follow half a message.
     */
    void abort(Throwable cause);
}
