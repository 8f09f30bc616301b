package io.longwire.ws.examples.chat;

import io.longwire.ws.ConnectionHandler;
import io.longwire.ws.Dispatch;
import io.longwire.ws.EndpointProvider;
import io.longwire.ws.Handshake;
import io.longwire.ws.HandshakeRejected;
import io.longwire.ws.broadcast.Topics;
import java.time.InstantSource;

/** The chat at {@code /chat/{room}}. */
public final class ChatEndpoint implements EndpointProvider {
    private final Rooms rooms = new Rooms(Rooms.Limits.USUAL, InstantSource.system(), System::nanoTime);
    private final Dispatch dispatch;

    /** A chat with no rooms yet. */
    public ChatEndpoint(Dispatch dispatch) {
        this.dispatch = dispatch;
    }

    @Override
    public String path() {
        return "/chat/{room}";
    }

    @Override
    public Dispatch dispatch() {
        return dispatch;
    }

    @Override
    public ConnectionHandler open(Handshake handshake) throws HandshakeRejected {
        String room = Words.room(handshake.parameter("room"))
                .orElseThrow(() -> new HandshakeRejected(404, "that cannot be the name of a room"));
        Topics topics = handshake.service(Topics.class);
        return new ChatHandler(rooms, topics::topic, room);
    }
}
