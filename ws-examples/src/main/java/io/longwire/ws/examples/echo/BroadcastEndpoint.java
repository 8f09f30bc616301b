package io.longwire.ws.examples.echo;

import io.longwire.ws.ConnectionHandler;
import io.longwire.ws.Dispatch;
import io.longwire.ws.EndpointProvider;
import io.longwire.ws.Handshake;
import io.longwire.ws.broadcast.Topics;

/** {@code /broadcast}: one topic for all who are connected. */
record BroadcastEndpoint(Dispatch dispatch, TextKind text) implements EndpointProvider {
    @Override
    public String path() {
        return "/broadcast";
    }

    @Override
    public ConnectionHandler open(Handshake handshake) {
        return text.broadcast(handshake.service(Topics.class).topic("broadcast"));
    }
}
