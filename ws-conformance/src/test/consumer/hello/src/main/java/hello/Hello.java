package hello;

import guests.Visitors;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.WebSocketServer;

public final class Hello implements WebSocketHandler {
    @Override
    public void onText(WebSocket socket, String name) {
        int visitors = socket.handshake().service(Visitors.class).soFar();
        socket.sendText("Hello, " + name + ", number " + visitors);
    }

    public static void main(String[] args) throws Exception {
        try (var server = WebSocketServer.builder().port(0).endpoint("/", Hello::new).start()) {
            System.out.println(server.port());
            server.join();
        }
    }
}
