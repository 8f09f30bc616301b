package io.longwire.ws.spi;

import io.longwire.ws.Handshake;
import io.longwire.ws.WebSocket;
import java.util.Optional;
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

    /**
     * Who takes the connection's first message in place of its handler, where a peer must show in it who it is. Asked after {@link
     * #watch}, on the loop. Servers only, and one plug-in at most; a second one ends the connection.
     */
    default Optional<Gate> gate(WebSocket socket) {
        return Optional.empty();
    }

    /** The server or client has started: listeners are open. */
    default void started() {}

    /** Gives everything back. Called once, after the last connection has ended. */
    @Override
    default void close() {}
}
