package io.longwire.ws.conformance.modules;

import io.longwire.ws.Closed;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketClient;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.WebSocketServer;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A program of its own: a server and a client of the transport named by the first argument, and one message there and back. With a
 * second argument, {@code guice}, the server is put together by {@link Injected}.
 */
final class EchoOnce {
    private EchoOnce() {}

    public static void main(String[] args) throws Exception {
        CompletableFuture<String> heard = new CompletableFuture<>();
        try (WebSocketServer server = args.length > 1 ? Injected.server(args[0]) : built(args[0]);
                WebSocketClient client =
                        WebSocketClient.builder().transport(args[0]).build()) {
            WebSocket socket = client.connect(
                            URI.create("ws://127.0.0.1:" + server.port() + "/echo"), new Listening(heard))
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
            socket.sendText("hello from " + WebSocketServer.class.getModule());
            System.out.println(heard.get(30, TimeUnit.SECONDS));
        }
    }

    private static WebSocketServer built(String transport) {
        return WebSocketServer.builder()
                .port(0)
                .transport(transport)
                .endpoint("/echo", Echo::new)
                .start();
    }

    /** Public, as Guice on the module path makes it. */
    public static final class Echo implements WebSocketHandler {
        @Override
        public void onText(WebSocket socket, String text) {
            socket.sendText(text);
        }
    }

    private record Listening(CompletableFuture<String> heard) implements WebSocketHandler {
        @Override
        public void onText(WebSocket socket, String text) {
            heard.complete(text);
        }

        @Override
        public void onClose(WebSocket socket, Closed how) {
            heard.completeExceptionally(new IllegalStateException("closed before the echo: " + how));
        }
    }
}
