package io.longwire.ws.spi;

import io.longwire.ws.MessageKind;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;

/**
 * Stands before the handler of one connection and takes its first message. The handler is told nothing, not even the end, unless
 * the peer was let in. What the peer sends meanwhile waits, with the objects that hold it: past half of {@link #MOST_WAITING}
 * bytes the socket is not read, and when one read goes past all of it the connection ends with code 1008. How long a peer may take
 * is the plug-in's to say, by {@link io.longwire.ws.WebSocket#close}.
 */
public interface Gate {
    /** So many bytes wait at most behind the first message: 64 KiB. */
    int MOST_WAITING = 64 * 1024;

    /** The most bytes that the first message may have, 1 to {@link #MOST_WAITING}; more ends the connection with code 1009. */
    int limit();

    /**
     * The first message. On the loop.
     *
     * @param payload borrowed; of a text, well-formed UTF-8
     * @return complete when the peer is let in: {@code onOpen} follows. One that fails ends the connection with code 1011. Who
     *     refuses the peer closes the connection and leaves the stage as it is
     */
    CompletionStage<Void> onFirst(MessageKind kind, ByteBuffer payload);
}
