package io.longwire.ws.examples.soak;

import io.longwire.ws.CloseReason;
import io.longwire.ws.Dispatch;
import io.longwire.ws.Message;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketClient;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.broadcast.Topic;
import io.longwire.ws.broadcast.Topics;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** A server and a client of one transport in this process, with time limits so short that every end comes soon. */
final class Stage implements AutoCloseable {
    /** What anything may take at the most, so that a scene fails instead of hanging. */
    static final int PATIENCE_SECONDS = 60;

    private static final Duration LOOK = Duration.ofMillis(50);

    private final WebSocketServer server;
    private final WebSocketClient client;

    Stage(String transport) {
        server = WebSocketServer.builder()
                .port(0)
                .transport(transport)
                .set("ws.limits.handshake-timeout", "1 s")
                .set("ws.limits.close-timeout", "1 s")
                .set("ws.limits.frame-timeout", "1 s")
                .set("ws.limits.message-timeout", "2 s")
                .set("ws.outbound.stall-timeout", "1 s")
                .endpoint("/echo", Dispatch.WORKER, Host::new)
                .endpoint("/loop", Dispatch.EVENT_LOOP, Host::new)
                .endpoint("/crowd", Dispatch.WORKER, Member::new)
                .start();
        client = WebSocketClient.builder().transport(transport).build();
    }

    int port() {
        return server.port();
    }

    WebSocket connect(String path, WebSocketHandler handler)
            throws InterruptedException, ExecutionException, TimeoutException {
        return client.connect(URI.create("ws://127.0.0.1:" + port() + path), handler)
                .toCompletableFuture()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Waits until nobody is connected. False when some stay. */
    boolean empty() {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (server.connections() > 0 || server.counters().getOrDefault("ws.connections.opening", 0L) > 0) {
            if (System.nanoTime() - until > 0) {
                return false;
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return true;
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }

    /** Echoes, throws or closes as it is told. */
    private static final class Host implements WebSocketHandler {
        @Override
        public void onText(WebSocket socket, String text) {
            switch (text) {
                case "throw" -> throw new Asked();
                case "close" -> socket.close(CloseReason.GOING_AWAY);
                default -> socket.sendText(text);
            }
        }

        @Override
        public void onBinary(WebSocket socket, ByteBuffer data) {
            socket.sendBinary(data);
        }
    }

    /** Everybody hears what one says. */
    private static final class Member implements WebSocketHandler {
        @Override
        public void onOpen(WebSocket socket) {
            topic(socket).subscribe(socket);
        }

        @Override
        public void onText(WebSocket socket, String text) {
            topic(socket).publish(Message.text(text));
        }

        private static Topic topic(WebSocket socket) {
            return socket.handshake().service(Topics.class).topic("crowd");
        }
    }

    /** What a handler throws when it is asked to; without a stack trace, since there will be thousands. */
    private static final class Asked extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Asked() {
            super("asked for", null, false, false);
        }
    }
}
