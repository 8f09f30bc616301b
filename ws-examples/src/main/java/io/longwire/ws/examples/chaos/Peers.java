package io.longwire.ws.examples.chaos;

import io.longwire.ws.ClientOptions;
import io.longwire.ws.ConnectionHandler;
import io.longwire.ws.Dispatch;
import io.longwire.ws.WebSocketClient;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What all peers of the nodes share: a client, and what befell their connections. */
final class Peers implements AutoCloseable {
    /** So long at most before a peer connects again, drawn by lot, so that not all come at once. */
    private static final int PAUSE_MILLIS = 500;

    private final Nodes nodes;
    private final WebSocketClient client =
            WebSocketClient.builder().set("ws.plugins.broadcast.enabled", false).build();
    private final AtomicLong unexplained = new AtomicLong();
    private final AtomicLong connections = new AtomicLong();
    private volatile boolean over;

    Peers(Nodes nodes) {
        this.nodes = nodes;
    }

    /** Connections that ended though neither their node was killed nor they were cut. */
    long unexplained() {
        return unexplained.get();
    }

    /** Connections that opened. */
    long connections() {
        return connections.get();
    }

    /** Does something after a pause drawn by lot, unless the run is over then. */
    void soon(Runnable work) {
        int millis = 1 + ThreadLocalRandom.current().nextInt(PAUSE_MILLIS);
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(() -> {
            if (!over) {
                work.run();
            }
        });
    }

    /**
     * Connects to a node that is alive.
     *
     * @param target the path and the query
     * @param ended told when it did not connect; the handler is told when the connection ends
     */
    Life connect(String target, boolean throughProxy, ConnectionHandler handler, Runnable ended) {
        Node node = nodes.any();
        Life life = new Life(node, throughProxy, node.ends(throughProxy));
        client.connect(node.address(target, throughProxy), ClientOptions.DEFAULTS.on(Dispatch.EVENT_LOOP), handler)
                .whenComplete((socket, failure) -> {
                    if (failure == null) {
                        connections.incrementAndGet();
                    } else {
                        ended.run();
                    }
                });
        return life;
    }

    /** A connection ended. */
    void ended(Life life) {
        if (!life.mayHaveEnded() && !over) {
            unexplained.incrementAndGet();
        }
    }

    /** A connection's node, and what had ended its like before. */
    record Life(Node node, boolean throughProxy, int endsBefore) {
        boolean mayHaveEnded() {
            return node.ends(throughProxy) > endsBefore;
        }
    }

    @Override
    public void close() {
        over = true;
        client.close();
    }
}
