package io.longwire.ws.benchmarks.server;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.java_websocket.WebSocket;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.extensions.permessage_deflate.PerMessageDeflateExtension;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/** Java-WebSocket, one worker. */
final class JavaWebSocketEcho implements EchoServer {
    @Override
    public int start(boolean cast) throws InterruptedException {
        Server server = new Server(cast);
        server.setTcpNoDelay(true);
        server.setConnectionLostTimeout(0);
        server.start();
        server.started.await();
        return server.getPort();
    }

    private static final class Server extends WebSocketServer {
        private final CountDownLatch started = new CountDownLatch(1);
        private final boolean cast;

        Server(boolean cast) {
            super(new InetSocketAddress("127.0.0.1", 0), 1, List.of(new Draft_6455(new PerMessageDeflateExtension())));
            this.cast = cast;
        }

        @Override
        public void onStart() {
            started.countDown();
        }

        @Override
        public void onOpen(WebSocket socket, ClientHandshake handshake) {}

        @Override
        public void onMessage(WebSocket socket, String text) {
            socket.send(text);
        }

        @Override
        public void onMessage(WebSocket socket, ByteBuffer data) {
            if (cast) {
                broadcast(data);
            } else {
                socket.send(data);
            }
        }

        @Override
        public void onClose(WebSocket socket, int code, String reason, boolean remote) {}

        @Override
        public void onError(WebSocket socket, Exception failure) {
            failure.printStackTrace();
        }
    }
}
