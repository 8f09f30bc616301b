package io.longwire.ws.benchmarks.server;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.glassfish.tyrus.server.Server;

/** Tyrus on Grizzly, the reference of Jakarta WebSocket. */
public final class TyrusEcho implements EchoServer {
    private static final int LARGEST = 2 * 1024 * 1024;
    private static final Set<Session> ALL = ConcurrentHashMap.newKeySet();

    @Override
    public int start(boolean cast) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort(); // for Tyrus 0 is its default
        }
        new Server("127.0.0.1", port, "/", Map.of(), cast ? Cast.class : Echo.class).start();
        return port;
    }

    /** Tyrus makes one for each connection. */
    @ServerEndpoint("/")
    public static final class Echo {
        @OnMessage(maxMessageSize = LARGEST)
        public void onText(Session session, String text) {
            session.getAsyncRemote().sendText(text);
        }

        @OnMessage(maxMessageSize = LARGEST)
        public void onBinary(Session session, ByteBuffer data) {
            session.getAsyncRemote().sendBinary(data);
        }
    }

    /** Tyrus makes one for each connection. */
    @ServerEndpoint("/")
    public static final class Cast {
        @OnOpen
        public void onOpen(Session session) {
            ALL.add(session);
        }

        @OnClose
        public void onClose(Session session) {
            ALL.remove(session);
        }

        @OnMessage(maxMessageSize = LARGEST)
        public void onBinary(ByteBuffer data) {
            ALL.forEach(each -> each.getAsyncRemote().sendBinary(data.duplicate()));
        }
    }
}
