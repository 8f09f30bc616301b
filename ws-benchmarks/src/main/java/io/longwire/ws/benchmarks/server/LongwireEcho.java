package io.longwire.ws.benchmarks.server;

import io.longwire.ws.ConnectionHandler;
import io.longwire.ws.Dispatch;
import io.longwire.ws.EndpointProvider;
import io.longwire.ws.Handshake;
import io.longwire.ws.Message;
import io.longwire.ws.Utf8Handler;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.broadcast.Topic;
import io.longwire.ws.broadcast.Topics;
import java.nio.ByteBuffer;

/** Longwire as it comes, but for the number of loops. */
record LongwireEcho(String transport, Dispatch dispatch, boolean bytes) implements EchoServer {
    @Override
    public int start(boolean cast) {
        return WebSocketServer.builder()
                .port(0)
                .transport(transport)
                .set("ws.transports." + transport + ".loops", 1)
                .endpoint(new Endpoint(dispatch, bytes, cast))
                .start()
                .port();
    }

    private record Endpoint(Dispatch dispatch, boolean bytes, boolean cast) implements EndpointProvider {
        @Override
        public String path() {
            return "/";
        }

        @Override
        public ConnectionHandler open(Handshake handshake) {
            if (cast) {
                return new Cast(handshake.service(Topics.class).topic("all"));
            }
            return bytes ? EchoBytes.ONE : EchoStrings.ONE;
        }
    }

    private enum EchoStrings implements WebSocketHandler {
        ONE;

        @Override
        public void onText(WebSocket socket, String text) {
            socket.sendText(text);
        }

        @Override
        public void onBinary(WebSocket socket, ByteBuffer data) {
            socket.sendBinary(data);
        }
    }

    private enum EchoBytes implements Utf8Handler {
        ONE;

        @Override
        public void onText(WebSocket socket, ByteBuffer utf8) {
            socket.sendText(utf8);
        }

        @Override
        public void onBinary(WebSocket socket, ByteBuffer data) {
            socket.sendBinary(data);
        }
    }

    private record Cast(Topic topic) implements WebSocketHandler {
        @Override
        public void onOpen(WebSocket socket) {
            topic.subscribe(socket);
        }

        @Override
        public void onBinary(WebSocket socket, ByteBuffer data) {
            topic.publish(Message.binary(data));
        }
    }
}
