package io.longwire.ws.examples.plugin;

import io.longwire.ws.ConnectionHandler;
import io.longwire.ws.EndpointProvider;
import io.longwire.ws.Handshake;
import io.longwire.ws.HandshakeRejected;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketHandler;
import org.example.tickets.Tickets;

/** Gives a ticket to everybody who says a name. A real one would ask for a password, or be an HTTP login. */
final class TicketDesk implements EndpointProvider {
    @Override
    public String path() {
        return PluginCommand.TICKETS;
    }

    @Override
    public ConnectionHandler open(Handshake handshake) throws HandshakeRejected {
        String name = handshake.query("name").orElse("");
        if (name.isBlank()) {
            throw new HandshakeRejected(400, "no name");
        }
        Tickets tickets = handshake.service(Tickets.class);
        return new WebSocketHandler() {
            @Override
            public void onOpen(WebSocket socket) {
                socket.sendText(tickets.issue(name));
                socket.close();
            }
        };
    }
}
