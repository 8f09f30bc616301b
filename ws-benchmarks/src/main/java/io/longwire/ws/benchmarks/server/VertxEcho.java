package io.longwire.ws.benchmarks.server;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayList;
import java.util.List;

/** Vert.x, one event loop. */
final class VertxEcho implements EchoServer {
    private static final int LARGEST = 2 * 1024 * 1024;

    private final List<ServerWebSocket> all = new ArrayList<>();

    @Override
    public int start(boolean cast) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(0)
                .setPerMessageWebSocketCompressionSupported(true)
                .setMaxWebSocketFrameSize(LARGEST)
                .setMaxWebSocketMessageSize(LARGEST);
        return Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1))
                .createHttpServer(options)
                .webSocketHandler(socket -> open(socket, cast))
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    private void open(ServerWebSocket socket, boolean cast) {
        if (cast) {
            all.add(socket);
            socket.closeHandler(closed -> all.remove(socket));
            socket.binaryMessageHandler(data -> all.forEach(each -> each.writeBinaryMessage(data)));
        } else {
            socket.textMessageHandler(socket::writeTextMessage);
            socket.binaryMessageHandler(socket::writeBinaryMessage);
        }
    }
}
