package io.longwire.ws.examples.chaos;

import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.broadcast.Position;
import io.longwire.ws.broadcast.Rendering;
import io.longwire.ws.broadcast.SubscribeOptions;
import io.longwire.ws.broadcast.Topics;
import java.util.Optional;

/** A subscriber's connection, on the node: {@code /listen?topic=NAME&since=POSITION}. */
final class Listening implements WebSocketHandler {
    static final String PATH = "/listen";

    /** One object for all: what it makes is shared. */
    private static final Rendering WORDS = Words::render;

    @Override
    public void onOpen(WebSocket socket) {
        Optional<Position> since = socket.handshake().query("since").flatMap(Position::of);
        SubscribeOptions how = SubscribeOptions.USUAL.as(WORDS);
        String topic = socket.handshake().query("topic").orElseThrow();
        socket.handshake()
                .service(Topics.class)
                .topic(topic)
                .subscribe(socket, since.map(how::since).orElse(how));
    }
}
