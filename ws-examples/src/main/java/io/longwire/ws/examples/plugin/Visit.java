package io.longwire.ws.examples.plugin;

import io.longwire.ws.HandshakeFailed;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketClient;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.WebSocketServer;
import java.io.PrintStream;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A client that comes without a ticket, then with one, and tells what it saw. */
final class Visit {
    private static final int PRICES = 1_000;
    private static final int PATIENCE_SECONDS = 30;

    private final WebSocketServer server;
    private final String base;
    private final PrintStream out;

    Visit(WebSocketServer server, String authority, PrintStream out) {
        this.server = server;
        this.base = "ws://" + authority;
        this.out = out;
    }

    void run() {
        try (WebSocketClient client = WebSocketClient.builder()
                .set("ws.extensions.x-delta.enabled", true)
                .set("ws.extensions.permessage-deflate.enabled", false)
                .build()) {
            withoutATicket(client);
            withATicket(client);
        } catch (ExecutionException | TimeoutException failed) {
            out.println("the visit failed: " + failed);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        out.flush();
    }

    private void withoutATicket(WebSocketClient client)
            throws InterruptedException, TimeoutException, ExecutionException {
        try {
            connect(client, PluginCommand.PRICES, new Received());
            out.println("without a ticket: admitted");
        } catch (ExecutionException refused) {
            if (!(refused.getCause() instanceof HandshakeFailed failed)) {
                throw refused;
            }
            out.println("without a ticket: " + failed.status());
        }
    }

    private void withATicket(WebSocketClient client) throws InterruptedException, TimeoutException, ExecutionException {
        Received desk = new Received();
        connect(client, PluginCommand.TICKETS + "?name=Ada", desk);
        Received prices = new Received();
        WebSocket socket = connect(client, PluginCommand.PRICES + "?ticket=" + desk.next(), prices);
        out.println("with a ticket: \"" + prices.next() + "\", extensions "
                + socket.handshake().extensions());
        socket.sendText(Integer.toString(PRICES));
        long bytes = 0;
        for (int i = 0; i < PRICES; i++) {
            bytes += prices.next().length();
        }
        // The ticket and the greeting are in it too.
        long wire = server.counters().getOrDefault("ws.bytes{direction=out}", 0L);
        out.println(PRICES + " prices of " + bytes + " bytes left the server as " + wire + " bytes");
    }

    private WebSocket connect(WebSocketClient client, String path, WebSocketHandler handler)
            throws InterruptedException, ExecutionException, TimeoutException {
        return client.connect(URI.create(base + path), handler)
                .toCompletableFuture()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static final class Received implements WebSocketHandler {
        private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

        @Override
        public void onText(WebSocket socket, String text) {
            messages.add(text);
        }

        String next() throws InterruptedException, TimeoutException {
            String next = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new TimeoutException("no message came");
            }
            return next;
        }
    }
}
