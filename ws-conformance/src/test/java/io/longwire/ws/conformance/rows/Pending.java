package io.longwire.ws.conformance.rows;

import io.longwire.ws.ConnectionHandler;
import io.longwire.ws.Dispatch;
import io.longwire.ws.EndpointProvider;
import io.longwire.ws.Handshake;
import io.longwire.ws.WebSocketServer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** An endpoint at which the authorisation of the latest handshake is open until a row decides it. */
final class Pending implements EndpointProvider {
    static final String PATH = "/pending";

    private volatile CompletableFuture<Void> decision = new CompletableFuture<>();
    private Supplier<Told> handler = Told::new;

    void add(WebSocketServer.Builder builder, Supplier<Told> recorded) {
        handler = recorded;
        builder.endpoint(this);
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public Dispatch dispatch() {
        return Dispatch.EVENT_LOOP;
    }

    @Override
    public ConnectionHandler open(Handshake handshake) {
        throw new AssertionError("openAsync is asked");
    }

    @Override
    public CompletionStage<ConnectionHandler> openAsync(Handshake handshake) {
        decision = new CompletableFuture<>();
        return decision.thenApply(decided -> handler.get());
    }

    void allow() {
        decision.complete(null);
    }

    void fail(Exception how) {
        decision.completeExceptionally(how);
    }
}
