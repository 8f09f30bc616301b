package io.longwire.ws.runtime;

import io.longwire.ws.ClientOptions;
import io.longwire.ws.Closed;
import io.longwire.ws.ConnectionHandler;
import io.longwire.ws.HandshakeFailed;
import io.longwire.ws.WebSocket;
import io.longwire.ws.codec.Violation;
import io.longwire.ws.codec.handshake.ClientHandshake;
import io.longwire.ws.codec.handshake.ResponseHead;
import io.longwire.ws.codec.handshake.ResponseHeadReader;
import io.longwire.ws.runtime.tls.TlsContext;
import io.longwire.ws.runtime.tls.TlsWire;
import io.longwire.ws.spi.Acceptor;
import io.longwire.ws.spi.Agreement;
import io.longwire.ws.spi.Cancellable;
import io.longwire.ws.spi.ConnectionRecord;
import io.longwire.ws.spi.ExtensionParameters;
import io.longwire.ws.spi.Receiver;
import io.longwire.ws.spi.Wire;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One outgoing connection until it is a WebSocket (RFC 6455, 4.1): TCP, request, response, session. */
final class Connecting implements Acceptor, Receiver, SessionListener {
    private final Core core;
    private final Sessions sessions;
    private final HandshakeTimes times;
    private final URI uri;
    private final ClientOptions options;
    private final ConnectionHandler handler;
    private final ClientHandshake handshake;
    private final ResponseHeadReader reader;
    private final CompletableFuture<WebSocket> result = new CompletableFuture<>();
    private final long since;
    private volatile @Nullable Cancellable attempt;
    private volatile @Nullable Cancellable timer;
    private volatile @Nullable TlsContext tls;
    private @Nullable Wire wire;
    private @Nullable ByteBuffer pending;
    private @Nullable AnswerBody body;

    Connecting(
            Core core,
            Sessions sessions,
            HandshakeTimes times,
            URI uri,
            ClientOptions options,
            ConnectionHandler handler,
            ClientHandshake handshake) {
        this.core = core;
        this.sessions = sessions;
        this.times = times;
        this.since = now();
        this.uri = uri;
        this.options = options;
        this.handler = handler;
        this.handshake = handshake;
        this.reader = new ResponseHeadReader(core.settings.head());
    }

    CompletionStage<WebSocket> result() {
        return result.minimalCompletionStage();
    }

    /** @param secure null for a connection without TLS */
    void begin(SocketAddress address, @Nullable TlsContext secure) {
        tls = secure;
        timer = core.transport.loops().get(0).schedule(core.settings.connectTimeout(), () -> {
            Cancellable trying = attempt;
            if (trying != null) {
                trying.cancel();
            }
            failed(new IOException(
                    "no TCP connection to " + uri.getHost() + " within " + core.settings.connectTimeout()));
        });
        try {
            attempt = core.transport.connect(address, this);
        } catch (IllegalStateException closed) {
            failed(new IOException("the client is closed", closed));
        }
    }

    @Override
    public Receiver accept(Wire connected) {
        stopTimer();
        timer = connected.loop().schedule(core.settings.handshakeTimeout(), () -> {
            failed(new HandshakeFailed(
                    "no answer to the opening handshake within " + core.settings.handshakeTimeout(),
                    0,
                    Map.of(),
                    null));
            connected.reset();
        });
        TlsContext secure = tls;
        if (secure == null) {
            send(connected, handshake.request());
            return this;
        }
        TlsWire secured = new TlsWire(
                connected,
                secure.connecting(ClientHandshake.host(uri), ClientHandshake.port(uri)),
                core.context(connected.loop()).tls(),
                core.workers,
                over -> this);
        secured.begin();
        send(secured, handshake.request()); // it leaves when the TLS handshake is done
        return secured;
    }

    private void send(Wire opened, ByteBuffer request) {
        wire = opened;
        opened.write(request);
        pending = request.hasRemaining() ? request : null;
    }

    @Override
    public void failed(IOException cause) {
        stopTimer();
        if (result.completeExceptionally(cause)) {
            boolean answered = cause instanceof HandshakeFailed refused && refused.status() != 0;
            (answered ? times.refused() : times.abandoned()).record(now() - since);
        }
    }

    @Override
    public void onBytes(ByteBuffer bytes) {
        Wire connected = Objects.requireNonNull(wire);
        if (result.isDone()) {
            return;
        }
        try {
            ResponseHead head = body == null ? reader.read(bytes) : null;
            if (head != null && head.status() == 101) {
                ClientHandshake.Accepted accepted = handshake.check(head);
                List<Agreement> agreements = core.negotiation.confirm(accepted.extensions());
                open(connected, head, accepted, agreements, bytes);
            } else if (head != null) {
                refused(connected, head);
            }
        } catch (HandshakeFailed refused) {
            failed(refused);
            connected.close();
        }
        AnswerBody reason = body;
        if (reason != null && reason.add(bytes)) {
            tellReason();
        }
    }

    private void refused(Wire connected, ResponseHead head) {
        try {
            handshake.check(head);
        } catch (HandshakeFailed refused) {
            stopTimer();
            timer = connected.loop().schedule(AnswerBody.PATIENCE, this::tellReason);
            body = new AnswerBody(refused, head.headers());
        }
    }

    /** The connect has failed by an answer other than 101, and its body has come, or what there is of it. */
    private void tellReason() {
        failed(Objects.requireNonNull(body).failure());
        Objects.requireNonNull(wire).close();
    }

    private void open(
            Wire connected,
            ResponseHead head,
            ClientHandshake.Accepted accepted,
            List<Agreement> agreements,
            ByteBuffer early) {
        stopTimer();
        String path = uri.getPath() == null || uri.getPath().isEmpty() ? "/" : uri.getPath();
        OpeningHandshake kept = new OpeningHandshake(
                path,
                path,
                Map.of(),
                uri.getRawQuery() == null ? "" : uri.getRawQuery(),
                head.headers(),
                connected,
                core.services);
        kept.agreed(
                accepted.subprotocol(),
                agreements.stream()
                        .map(Agreement::answer)
                        .map(ExtensionParameters::name)
                        .toList());
        Session session =
                core.session(connected, kept, handler, options.dispatch(), options.overflow(), false, agreements, this);
        times.accepted().record(now() - since);
        sessions.add();
        connected.attach(session);
        session.start(early);
    }

    @Override
    public void onWritable() {
        ByteBuffer rest = pending;
        if (rest != null) {
            Objects.requireNonNull(wire).write(rest);
            pending = rest.hasRemaining() ? rest : null;
        }
    }

    @Override
    public void onEnd() {
        if (body != null) {
            tellReason();
            return;
        }
        failed(new HandshakeFailed("the server ended the connection before it answered", 0, Map.of(), null));
        Objects.requireNonNull(wire).close();
    }

    @Override
    public void onClosed(@Nullable Throwable cause) {
        AnswerBody reason = body;
        if (reason != null) {
            failed(reason.failure());
            return;
        }
        String what = cause instanceof SSLException
                ? "TLS with " + uri.getHost() + " failed: " + cause.getMessage()
                : "the connection ended before the server answered";
        failed(new HandshakeFailed(what, 0, Map.of(), cause));
    }

    /** The times of one loop, as it is not known yet which one it will be. */
    private long now() {
        return core.transport.loops().get(0).nanoTime();
    }

    private void stopTimer() {
        Cancellable running = timer;
        if (running != null) {
            running.cancel();
        }
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
