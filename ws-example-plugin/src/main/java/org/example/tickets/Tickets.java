package org.example.tickets;

/**
 * Issues tickets. A service: {@code handshake.service(Tickets.class)}, {@code server.service(Tickets.class)}, or injected. Any
 * thread.
 */
public interface Tickets {
    /**
     * A new ticket for somebody whom the caller knows. It is good for one connection, whose {@link
     * io.longwire.ws.Handshake#principal principal} has that name.
     *
     * @return letters, digits, {@code -} and {@code _}, which no one can guess
     */
    String issue(String name);
}
