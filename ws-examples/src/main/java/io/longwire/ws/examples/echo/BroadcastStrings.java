package io.longwire.ws.examples.echo;

import io.longwire.ws.Message;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.broadcast.Topic;
import java.nio.ByteBuffer;

/** Sends each message to all subscribers, its sender too; text goes through a String. */
record BroadcastStrings(Topic topic) implements WebSocketHandler {
    @Override
    public void onOpen(WebSocket socket) {
        topic.subscribe(socket);
    }

    @Override
    public void onText(WebSocket socket, String text) {
        topic.publish(Message.text(text));
    }

    @Override
    public void onBinary(WebSocket socket, ByteBuffer data) {
        topic.publish(Message.binary(data));
    }
}
