package io.longwire.ws.examples.chaos;

import io.longwire.ws.Message;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.broadcast.PublishOptions;
import io.longwire.ws.broadcast.Topics;

/** A publisher's connection, on the node. */
final class Publishing implements WebSocketHandler {
    static final String PATH = "/publish";

    @Override
    public void onText(WebSocket socket, String text) {
        String[] words = text.split(" ", -1);
        String id = words[1];
        socket.handshake()
                .service(Topics.class)
                .topic(words[0])
                .publish(Message.text(id), PublishOptions.USUAL.key(id))
                .whenComplete((published, failure) -> socket.sendText(
                        failure == null
                                ? Words.KEPT + " " + id + " "
                                        + published.position().text()
                                : Words.FAILED + " " + id));
    }
}
