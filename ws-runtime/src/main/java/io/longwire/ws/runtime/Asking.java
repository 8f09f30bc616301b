package io.longwire.ws.runtime;

import io.longwire.ws.HandshakeFailed;
import io.longwire.ws.codec.handshake.ClientHandshake;
import io.longwire.ws.codec.handshake.ResponseHead;
import io.longwire.ws.spi.Agreement;
import io.longwire.ws.spi.ExtensionParameters;
import io.longwire.ws.spi.Receiver;
import io.longwire.ws.spi.Wire;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** A client's opening handshake with the server of one address (RFC 6455, 4.1): request, answer, session. */
final class Asking implements Exchange.Asker {
    private final Connecting connecting;
    private final Core core;
    private final URI uri;
    private final ClientHandshake handshake;
    private final Deadline deadline = new Deadline();

    Asking(Connecting connecting, Core core, URI uri, ClientHandshake handshake) {
        this.connecting = connecting;
        this.core = core;
        this.uri = uri;
        this.handshake = handshake;
    }

    URI uri() {
        return uri;
    }

    /** The limit of the step that it is at; one at a time, {@link Reaching}'s steps included. */
    Deadline deadline() {
        return deadline;
    }

    /** Sends the request; what is returned hears the answer. */
    Receiver begin(Wire wire) {
        Duration limit = core.settings.handshakeTimeout();
        deadline.start(wire.loop(), limit, () -> {
            failed(new HandshakeFailed("no answer to the opening handshake within " + limit, 0, Map.of(), null));
            wire.reset();
        });
        return new Exchange(wire, handshake.request(), core.settings.head(), this).begin();
    }

    @Override
    public String peer() {
        return "the server";
    }

    @Override
    public void failed(IOException why) {
        deadline.stop();
        connecting.failed(why);
    }

    @Override
    public HandshakeFailed ended(@Nullable Throwable cause) {
        return cause instanceof SSLException
                ? new HandshakeFailed(
                        "TLS with " + uri.getHost() + " failed: " + cause.getMessage(), 0, Map.of(), cause)
                : Exchange.Asker.super.ended(cause);
    }

    @Override
    public void answered(Wire wire, ResponseHead head, ByteBuffer rest) throws HandshakeFailed {
        if (connecting.isOver()) {
            failed(new IOException("the client is closed"));
            wire.close();
        } else if (head.status() == 101) {
            ClientHandshake.Accepted accepted = handshake.check(head);
            open(wire, head, accepted, core.negotiation.confirm(accepted.extensions()), rest);
        } else {
            refused(wire, head, rest);
        }
    }

    private void refused(Wire wire, ResponseHead head, ByteBuffer rest) throws HandshakeFailed {
        Optional<URI> next = connecting.redirects().next(uri, head);
        deadline.stop();
        if (next.isPresent()) {
            wire.close();
            connecting.follow(uri, next.get());
            return;
        }
        try {
            handshake.check(head);
        } catch (HandshakeFailed refused) {
            AnswerBody body = new AnswerBody(wire, refused, head.headers(), this::failed);
            wire.attach(body);
            body.begin();
            body.onBytes(rest);
        }
    }

    private void open(
            Wire wire,
            ResponseHead head,
            ClientHandshake.Accepted accepted,
            List<Agreement> agreements,
            ByteBuffer early) {
        deadline.stop();
        String path = uri.getPath() == null || uri.getPath().isEmpty() ? "/" : uri.getPath();
        OpeningHandshake kept = new OpeningHandshake(
                path,
                path,
                Map.of(),
                uri.getRawQuery() == null ? "" : uri.getRawQuery(),
                head.headers(),
                wire,
                core.services);
        kept.agreed(
                accepted.subprotocol(),
                agreements.stream()
                        .map(Agreement::answer)
                        .map(ExtensionParameters::name)
                        .toList());
        Session session;
        try {
            session = connecting.session(wire, kept, agreements);
        } catch (RuntimeException | LinkageError failure) { // a plug-in's or an extension's
            core.counts.pluginFailures().add(1);
            Log.sessionFailed(failure);
            failed(new IOException("a plug-in or an extension failed as the connection was to open", failure));
            wire.close();
            return;
        }
        wire.attach(session);
        session.start(early);
    }
}
