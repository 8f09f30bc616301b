package io.longwire.ws.broadcast.spi;

/**
 * Makes a backplane. Found by {@link java.util.ServiceLoader}, or passed to {@link
 * io.longwire.ws.broadcast.BroadcastProvider}; chosen by {@code ws.plugins.broadcast.backplane}.
 */
public interface BackplaneProvider {
    /** The name, which no other backplane has. */
    String name();

    /**
     * Makes this process a node. It does not connect yet.
     *
     * @throws io.longwire.ws.StartFailed when it cannot work; the sentence names the cure
     */
    Backplane create(BackplaneContext context);
}
