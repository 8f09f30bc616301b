package io.longwire.ws.spi;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The engine's end of one connection. Called on the wire's loop only. An exception thrown by any of these closes the wire
 * with that cause.
 */
public interface Receiver {
    /**
     * Bytes have arrived.
     *
     * @param bytes borrowed: valid until this method returns. All of it counts as consumed. It may be changed in place.
     */
    void onBytes(ByteBuffer bytes);

    /** The socket takes bytes again after a {@link Wire#write} left some. */
    void onWritable();

    /** The peer has ended its output (a half-close). At most once, after the last {@code onBytes}. Writing is still possible. */
    void onEnd();

    /**
     * The connection has ended. Exactly once, and last.
     *
     * @param cause what failed; null when this side closed it, or both sides ended in order
     */
    void onClosed(@Nullable Throwable cause);
}
