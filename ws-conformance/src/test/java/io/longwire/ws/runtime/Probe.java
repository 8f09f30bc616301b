package io.longwire.ws.runtime;

import io.longwire.ws.WebSocketClient;
import io.longwire.ws.WebSocketServer;
import java.util.concurrent.CompletableFuture;

/** Looks into a running server or client from a test of the whole: what it holds. */
public final class Probe {
    private Probe() {}

    /**
     * What is held.
     *
     * @param sessions open sessions, as they are counted
     * @param listed open sessions in the loops' lists
     * @param opening connections that are not yet sessions
     * @param blocks blocks of loops' memory that are lent
     */
    public record Held(int sessions, int listed, int opening, int blocks) {}

    public static Held held(WebSocketServer server) {
        Server ours = (Server) server;
        return held(ours.core(), server.connections(), ours.opening());
    }

    public static Held held(WebSocketClient client) {
        Client ours = (Client) client;
        return held(ours.core(), ours.open(), 0);
    }

    private static Held held(Core core, int sessions, int opening) {
        int listed = 0;
        int blocks = 0;
        for (LoopContext context : core.contexts()) {
            CompletableFuture<int[]> read = new CompletableFuture<>();
            context.loop.execute(
                    () -> read.complete(new int[] {context.sessions().size(), context.buffers.lent()}));
            listed += read.join()[0];
            blocks += read.join()[1];
        }
        return new Held(sessions, listed, opening, blocks);
    }
}
