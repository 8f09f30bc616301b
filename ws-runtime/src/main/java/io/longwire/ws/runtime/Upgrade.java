package io.longwire.ws.runtime;

import io.longwire.ws.CloseReason;
import io.longwire.ws.ConnectionHandler;
import io.longwire.ws.Dispatch;
import io.longwire.ws.EndpointProvider;
import io.longwire.ws.HandshakeRejected;
import io.longwire.ws.Overflow;
import io.longwire.ws.codec.handshake.Refused;
import io.longwire.ws.codec.handshake.ServerHandshake;
import io.longwire.ws.codec.handshake.UpgradeRequest;
import io.longwire.ws.runtime.tls.TlsWire;
import io.longwire.ws.spi.Agreement;
import io.longwire.ws.spi.ExtensionParameters;
import io.longwire.ws.spi.Plugin;
import io.longwire.ws.spi.Wire;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;

/**
 * One opening handshake on the server (RFC 6455, 4.2.2): route, host, origin, negotiation, {@code admit}, {@code open}, 101. The
 * origin is judged before anybody looks at cookies or tokens.
 */
final class Upgrade {
    private final Http http;
    private final HttpConnection connection;
    private final Wire wire;

    Upgrade(Http http, HttpConnection connection, Wire wire) {
        this.http = http;
        this.connection = connection;
        this.wire = wire;
    }

    void start(UpgradeRequest request) throws Refused {
        Optional<Routes.Match> found = http.routes().find(request.target().path());
        if (found.isEmpty()) {
            throw new Refused(404, "no endpoint has this path");
        }
        String scheme = wire instanceof TlsWire ? "https" : "http";
        Forwarded seen = Forwarded.of(request.headers(), request.host(), scheme, wire.remote(), http.proxies());
        connection.comesFrom(seen.client());
        Places.Verdict verdict = http.judge(seen.client());
        if (http.draining() || verdict == Places.Verdict.FULL) {
            throw new Refused(503, "the server stops, or is full", Http.RETRY_LATER);
        }
        if (verdict == Places.Verdict.FULL_FOR_ADDRESS) {
            throw new Refused(429, "the address has as many connections as it may", Http.RETRY_LATER);
        }
        if (!http.isAllowed(request.host())) {
            http.warnings().hostRefused(wire, request.host());
            connection.answer(new Refused(421, "the host is none of ours"));
            return;
        }
        Optional<String> origin = request.headers().first("Origin");
        if (!http.origins().allows(origin, seen.scheme(), seen.host())) {
            http.warnings().originRefused(wire, origin.orElse(""), seen.ignored());
            connection.answer(new Refused(403, "the page's origin may not connect"));
            return;
        }
        open(request, found.get(), seen.client());
    }

    private void open(UpgradeRequest request, Routes.Match match, SocketAddress client) {
        EndpointProvider endpoint = match.endpoint();
        OpeningHandshake handshake = new OpeningHandshake(
                match.path(),
                endpoint.path(),
                match.parameters(),
                request.target().query(),
                request.headers(),
                wire,
                http.core().services);
        handshake.comesFrom(client);
        List<Agreement> agreements;
        Optional<String> subprotocol;
        try {
            agreements = http.core().negotiation.accept(request.extensions());
            subprotocol = endpoint.subprotocol(request.subprotocols());
        } catch (RuntimeException wrong) {
            failed(endpoint, wrong);
            return;
        }
        handshake.agreed(
                subprotocol,
                agreements.stream()
                        .map(Agreement::answer)
                        .map(ExtensionParameters::name)
                        .toList());
        Dispatch dispatch = http.endpoints().dispatch(endpoint);
        admit(handshake)
                .thenComposeAsync(admitted -> openOn(dispatch, endpoint, handshake), wire.loop())
                .whenComplete((handler, failure) -> wire.loop().execute(() -> {
                    if (!connection.isOpening()) {
                        return; // the peer left or the deadline passed
                    }
                    if (failure != null) {
                        failed(endpoint, failure);
                    } else if (handler == null) {
                        failed(endpoint, new NullPointerException("open returned null"));
                    } else {
                        accept(request, endpoint, handshake, handler, dispatch, agreements);
                    }
                }));
    }

    private CompletionStage<Void> admit(OpeningHandshake handshake) {
        CompletionStage<Void> admitted = CompletableFuture.completedFuture(null);
        for (Plugin plugin : http.core().plugins) {
            admitted = admitted.thenCompose(before -> plugin.admit(handshake));
        }
        return admitted;
    }

    private CompletionStage<ConnectionHandler> openOn(
            Dispatch dispatch, EndpointProvider endpoint, OpeningHandshake handshake) {
        if (dispatch == Dispatch.EVENT_LOOP) {
            return endpoint.openAsync(handshake);
        }
        CompletableFuture<ConnectionHandler> opened = new CompletableFuture<>();
        try {
            http.core().workers.execute(() -> {
                try {
                    endpoint.openAsync(handshake).whenComplete((handler, failure) -> {
                        if (failure != null) {
                            opened.completeExceptionally(failure);
                        } else {
                            opened.complete(handler);
                        }
                    });
                } catch (Throwable failure) {
                    opened.completeExceptionally(failure);
                }
            });
        } catch (RejectedExecutionException stopping) {
            opened.completeExceptionally(new HandshakeRejected(503, "the server stops"));
        }
        return opened;
    }

    private void failed(EndpointProvider endpoint, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof HandshakeRejected rejected) {
            connection.refuse(new Refused(rejected.status(), "the application refused it", rejected.headers()));
        } else {
            Log.openFailed(endpoint.path(), cause);
            connection.answer(new Refused(500, "the application failed"));
        }
    }

    private void accept(
            UpgradeRequest request,
            EndpointProvider endpoint,
            OpeningHandshake handshake,
            ConnectionHandler handler,
            Dispatch dispatch,
            List<Agreement> agreements) {
        if (http.draining()) {
            connection.refuse(new Refused(503, "the server stops", Http.RETRY_LATER));
            return;
        }
        ByteBuffer response;
        try {
            response = ServerHandshake.accept(
                    request,
                    handshake.subprotocol(),
                    agreements.stream().map(Agreement::answer).toList(),
                    handshake.takeAnswers());
        } catch (RuntimeException wrong) { // a subprotocol that was not offered
            failed(endpoint, wrong);
            return;
        }
        Overflow overflow = http.endpoints().overflow(endpoint);
        connection.writeThen(response, () -> {
            Session session;
            try {
                session = http.core()
                        .session(wire, handshake, handler, dispatch, overflow, true, agreements, http.sessions());
            } catch (RuntimeException failure) { // a plug-in's or an extension's; the 101 has gone out
                http.core().counts.pluginFailures().add(1);
                Log.sessionFailed(failure);
                wire.close();
                return;
            }
            http.sessions().add();
            http.opened();
            wire.attach(session);
            session.start(connection.handOver(endpoint.path()));
            if (http.draining()) { // it began while the answer was written
                session.socket().close(CloseReason.SERVICE_RESTART);
            }
        });
    }
}
