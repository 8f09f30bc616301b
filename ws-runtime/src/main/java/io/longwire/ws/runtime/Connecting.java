package io.longwire.ws.runtime;

import io.longwire.ws.ClientOptions;
import io.longwire.ws.Closed;
import io.longwire.ws.ConnectionHandler;
import io.longwire.ws.HandshakeFailed;
import io.longwire.ws.WebSocket;
import io.longwire.ws.codec.Violation;
import io.longwire.ws.codec.handshake.ClientHandshake;
import io.longwire.ws.spi.Agreement;
import io.longwire.ws.spi.ConnectionRecord;
import io.longwire.ws.spi.Wire;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One outgoing connection until it is a WebSocket: the way to the server and its answer, and so on from address to address where
 * redirects are followed. What happens to its session it passes on.
 */
final class Connecting implements SessionListener {
    private final Client client;
    private final Core core;
    private final Sessions sessions;
    private final HandshakeTimes times;
    private final ClientOptions options;
    private final ConnectionHandler handler;
    private final Redirects redirects;
    private final CompletableFuture<WebSocket> result = new CompletableFuture<>();
    private final long since;
    private Map<String, List<String>> headers;

    Connecting(
            Client client, Sessions sessions, HandshakeTimes times, ClientOptions options, ConnectionHandler handler) {
        this.client = client;
        this.core = client.core();
        this.sessions = sessions;
        this.times = times;
        this.options = options;
        this.headers = options.headers();
        this.handler = handler;
        this.redirects = new Redirects(core.settings.client().redirects());
        this.since = now();
    }

    /** @throws IllegalArgumentException when it is no WebSocket URI, or a header may not be sent */
    void begin(URI uri) {
        ClientHandshake handshake =
                new ClientHandshake(uri, options.subprotocols(), headers, core.negotiation.offer(), client.nonce());
        new Reaching(client, new Asking(this, core, uri, handshake)).begin();
    }

    CompletionStage<WebSocket> result() {
        return result.minimalCompletionStage();
    }

    Redirects redirects() {
        return redirects;
    }

    /** Goes on to where an answer sent it. What the application wrote for one origin is told no other one (RFC 9110, 15.4). */
    void follow(URI from, URI to) {
        if (!Redirects.sameOrigin(from, to)) {
            headers = Map.of();
        }
        begin(to);
    }

    /** The session of a handshake that is done. */
    Session session(Wire wire, OpeningHandshake handshake, List<Agreement> agreements) {
        Session session =
                core.session(wire, handshake, handler, options.dispatch(), options.overflow(), false, agreements, this);
        times.accepted().record(now() - since);
        sessions.add();
        return session;
    }

    void failed(IOException cause) {
        if (result.completeExceptionally(cause)) {
            boolean answered = cause instanceof HandshakeFailed refused && refused.status() != 0;
            (answered ? times.refused() : times.abandoned()).record(now() - since);
        }
    }

    /** Whether nobody wants it any more: a session that begins while the client closes would not be told to end. */
    boolean isOver() {
        return result.isDone() || client.isClosed();
    }

    /** The times of one loop, as it is not known yet which one it will be. */
    private long now() {
        return core.transport.loops().get(0).nanoTime();
    }

    // ---- the session's news go on to the others

    @Override
    public void opened(Session session) {
        sessions.opened(session);
        result.complete(session.socket());
    }

    @Override
    public void closed(Session session, Closed how, ConnectionRecord connection) {
        sessions.closed(session, how, connection); // the result waits for onOpen, which a worker may not have begun yet
    }

    @Override
    public void violated(Violation violation) {
        sessions.violated(violation);
    }

    @Override
    public void slowConsumer() {
        sessions.slowConsumer();
    }

    @Override
    public void handlerFailed(Session session, Throwable failure) {
        sessions.handlerFailed(session, failure);
    }

    @Override
    public void lateFailure(Session session, Throwable failure) {
        sessions.lateFailure(session, failure);
    }
}
