package io.longwire.ws.conformance.wiring;

import io.longwire.ws.ConnectionHandler;
import io.longwire.ws.EndpointProvider;
import io.longwire.ws.Handshake;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketHandler;

/** What ServiceLoader finds in a jar of the application. */
public final class GreetingEndpoint implements EndpointProvider {
    @Override
    public String path() {
        return "/greet/{name}";
    }

    @Override
    public ConnectionHandler open(Handshake handshake) {
        String name = handshake.parameter("name");
        return new WebSocketHandler() {
            @Override
            public void onOpen(WebSocket socket) {
                socket.sendText("hello " + name);
            }
        };
    }
}
