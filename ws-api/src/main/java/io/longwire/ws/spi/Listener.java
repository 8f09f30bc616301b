package io.longwire.ws.spi;

import java.net.SocketAddress;

/** A listening socket. Its methods may be called from any thread. */
public interface Listener extends AutoCloseable {
    /** The address, with the port that the system chose when 0 was asked for. */
    SocketAddress address();

    /** Stops accepting (true) or goes on (false); while paused the system's backlog holds new connections. */
    void pause(boolean paused);

    /** Stops listening and frees the address before it returns. Wires that were accepted live on. */
    @Override
    void close();
}
