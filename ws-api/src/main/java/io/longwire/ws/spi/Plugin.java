package io.longwire.ws.spi;

import io.longwire.ws.Handshake;
import io.longwire.ws.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Watches connections and acts through {@link WebSocket}. Every method has a default, so old plug-ins link for ever. */
public interface Plugin extends AutoCloseable {
    /**
     * Asked before the endpoint's {@code open}, on the connection's loop: may refuse by a stage that fails with {@link
     * io.longwire.ws.HandshakeRejected}, may set the {@link Handshake#principal(java.security.Principal) principal}. Any other
     * failure answers 500. Servers only.
     */
    default CompletionStage<Void> admit(Handshake handshake) {
        return CompletableFuture.completedFuture(null);
    }

    /**
     * A connection is about to open, before {@code onOpen}, on its loop.
     *
     * @return what is told of the connection; {@link ConnectionWatcher#NONE} to be told nothing
     */
    default ConnectionWatcher watch(WebSocket socket, Loop loop) {
        return ConnectionWatcher.NONE;
    }

    /** The server or client has started: listeners are open. */
    default void started() {}

    /** Gives everything back. Called once, after the last connection has ended. */
    @Override
    default void close() {}
}
