package io.longwire.ws.reconnect;

import io.longwire.ws.AttributeKey;
import io.longwire.ws.Closed;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketClient;
import io.longwire.ws.spi.ConnectionRecord;
import io.longwire.ws.spi.ConnectionWatcher;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Plugin;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;

/** The reconnecting sockets of one client, and how they hear of the end of a connection. Any thread. */
final class ReconnectPlugin implements Plugin {
    /** Completes when the connection it hangs on has ended. */
    static final AttributeKey<CompletionStage<Closed>> END = AttributeKey.of("ws.reconnect.end");

    private final ReconnectSettings settings;
    private final Loop loop;
    private final DoubleSupplier random;
    private final Set<ReconnectingSocket> sockets = ConcurrentHashMap.newKeySet();

    /** @param random from 0 to less than 1 */
    ReconnectPlugin(ReconnectSettings settings, Loop loop, DoubleSupplier random) {
        this.settings = settings;
        this.loop = loop;
        this.random = random;
    }

    ReconnectingSocket open(WebSocketClient client, ReconnectHandler handler) {
        ReconnectingSocket socket = new ReconnectingSocket(
                this, client, handler, loop, new Backoff(settings, random), new Outbox(settings, loop));
        sockets.add(socket);
        socket.begin();
        return socket;
    }

    void over(ReconnectingSocket socket) {
        sockets.remove(socket);
    }

    /** Servers, and clients that never asked, pay nothing. */
    @Override
    public ConnectionWatcher watch(WebSocket socket, Loop ofSocket) {
        if (sockets.isEmpty()) {
            return ConnectionWatcher.NONE;
        }
        CompletableFuture<Closed> end = new CompletableFuture<>();
        socket.attribute(END, end);
        return new ConnectionWatcher() {
            @Override
            public void onClose(Closed how, ConnectionRecord connection) {
                end.complete(how);
            }
        };
    }

    /** The client is closed, and its connections have ended. */
    @Override
    public void close() {
        sockets.forEach(ReconnectingSocket::clientClosed);
    }
}
