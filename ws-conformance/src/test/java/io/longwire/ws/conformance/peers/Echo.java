package io.longwire.ws.conformance.peers;

import io.longwire.ws.ConnectionHandler;
import io.longwire.ws.Dispatch;
import io.longwire.ws.EndpointProvider;
import io.longwire.ws.Handshake;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.WebSocketServer;
import java.nio.ByteBuffer;
import java.util.List;

/** An echo that speaks a subprotocol. */
record Echo(String path, Dispatch dispatch) implements EndpointProvider {
    static WebSocketServer server(String transport) {
        return WebSocketServer.builder()
                .port(0)
                .transport(transport)
                .set("ws.limits.message", "2 MiB")
                .endpoint(new Echo("/echo", Dispatch.EVENT_LOOP))
                .endpoint(new Echo("/worker", Dispatch.WORKER))
                .start();
    }

    @Override
    public List<String> subprotocols() {
        return List.of("echo");
    }

    @Override
    public ConnectionHandler open(Handshake handshake) {
        return new WebSocketHandler() {
            @Override
            public void onText(WebSocket socket, String text) {
                socket.sendText(text);
            }

            @Override
            public void onBinary(WebSocket socket, ByteBuffer data) {
                socket.sendBinary(data);
            }
        };
    }
}
