package io.longwire.ws.examples.echo;

import io.longwire.ws.Message;
import io.longwire.ws.Utf8Handler;
import io.longwire.ws.WebSocket;
import io.longwire.ws.broadcast.Topic;
import java.nio.ByteBuffer;

/** Sends each message to all subscribers, its sender too; text stays the bytes that it was. */
record BroadcastBytes(Topic topic) implements Utf8Handler {
    @Override
    public void onOpen(WebSocket socket) {
        topic.subscribe(socket);
    }

    @Override
    public void onText(WebSocket socket, ByteBuffer utf8) {
        topic.publish(Message.utf8(utf8));
    }

    @Override
    public void onBinary(WebSocket socket, ByteBuffer data) {
        topic.publish(Message.binary(data));
    }
}
