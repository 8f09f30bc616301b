package io.longwire.ws.spi;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.List;

/**
 * Moves bytes and knows nothing of WebSocket. It owns its {@link Loop loops}, one thread each; a {@link Wire} lives on one
 * of them. What every transport promises is tested by {@code TransportContract} in ws-testkit.
 */
public interface Transport extends AutoCloseable {
    /** The loops, in a fixed order. */
    List<Loop> loops();

    /**
     * Listens on an address. Accepted wires are spread over the loops.
     *
     * @throws IOException when the address cannot be bound
     */
    Listener listen(SocketAddress address, Acceptor acceptor) throws IOException;

    /**
     * Connects to an address; {@link Acceptor#accept} or {@link Acceptor#failed} is called on a loop, exactly one of them,
     * once, unless it is cancelled first. Cancelling closes the socket without a further call.
     */
    Cancellable connect(SocketAddress address, Acceptor acceptor);

    /**
     * Ends the listeners, the wires (each {@link Receiver} gets its {@code onClosed}) and the loops, and waits for their
     * threads unless called on one of them. A second call does nothing.
     */
    @Override
    void close();
}
