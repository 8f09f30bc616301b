package io.longwire.ws;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Where connections are accepted: a path and what makes a handler for each of them. Found by {@link
 * java.util.ServiceLoader}, bound in Guice, or passed to {@link WebSocketServer.Builder}.
 */
public interface EndpointProvider {
    /**
     * The path, for example {@code /chat/{room}}: each segment is literal or a parameter in braces. A literal segment wins
     * over a parameter.
     */
    String path();

    /** The thread of the handler's callbacks, and of {@link #open}. Configuration may override it per path. */
    default Dispatch dispatch() {
        return Dispatch.WORKER;
    }

    /** What happens to a message when too much waits for its connection. Configuration may override it per path. */
    default Overflow overflow() {
        return Overflow.DISCONNECT;
    }

    /** The subprotocols this endpoint speaks, the preferred one first (RFC 6455, 1.9). */
    default List<String> subprotocols() {
        return List.of();
    }

    /**
     * Chooses among the subprotocols that the client offered, in its order; empty for none. By default the first of {@link
     * #subprotocols()} that was offered.
     */
    default Optional<String> subprotocol(List<String> offered) {
        return subprotocols().stream().filter(offered::contains).findFirst();
    }

    /**
     * Makes the handler of a connection, or refuses it. Called before the handshake is answered, on the thread that {@link
     * #dispatch()} says.
     *
     * @throws HandshakeRejected to answer with a status of 400 to 599; any other exception answers 500
     */
    ConnectionHandler open(Handshake handshake) throws HandshakeRejected;

    /**
     * Makes the handler when that must wait, for example for an authentication. Calls {@link #open} unless overridden. A
     * stage that fails with {@link HandshakeRejected} refuses the handshake, any other failure answers 500.
     */
    default CompletionStage<ConnectionHandler> openAsync(Handshake handshake) {
        try {
            return CompletableFuture.completedFuture(open(handshake));
        } catch (HandshakeRejected refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }
}
