package io.longwire.ws.runtime;

import io.longwire.ws.codec.handshake.Refused;
import io.longwire.ws.codec.handshake.RequestHead;
import io.longwire.ws.codec.handshake.RequestHeadReader;
import io.longwire.ws.codec.handshake.RequestTarget;
import io.longwire.ws.codec.handshake.Responses;
import io.longwire.ws.codec.handshake.ServerHandshake;
import io.longwire.ws.spi.Cancellable;
import io.longwire.ws.spi.Receiver;
import io.longwire.ws.spi.Wire;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A server's connection until it is a WebSocket: reads requests one after the other, serves the site, and hands an opening
 * handshake to {@link Upgrade}.
 *
 * <pre>
 *   HEAD --request--> HEAD (answered, kept alive)
 *     |                 \--> CLOSING (answered, output shut, what comes is dropped)
 *     \--upgrade--> OPENING --101--> the session takes over
 * </pre>
 */
final class HttpConnection implements Receiver {
    private enum State {
        HEAD,
        OPENING,
        CLOSING,
        CLOSED
    }

    /** Requests on one connection; the last one is answered with {@code Connection: close}. */
    private static final int MAX_REQUESTS = 100;
    /** Bytes kept while an upgrade or an answer is pending; then reading stops. */
    private static final int EARLY = 64 * 1024;

    /** The most bytes of a body that are given to the socket at once. */
    private static final int STEP = 64 * 1024;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final Duration LINGER = Duration.ofSeconds(1);

    private final Http http;
    private final Wire wire;
    private final Awaited awaited;
    private final RequestHeadReader reader;
    private State state = State.HEAD;
    private int requests;
    /** When the time limit of the head that is read began. */
    private long since;

    private long openingSince;
    private boolean closeWhenWritten;
    private @Nullable ByteBuffer early;
    private @Nullable ByteBuffer pending;
    private ByteBuffer pendingBody = NOTHING;
    private @Nullable Runnable whenWritten;
    private Cancellable timer;
    private @Nullable SocketAddress counted;
    private final SessionEvents.@Nullable Opening event = SessionEvents.accepted();

    /** @param left what is left of the time for the opening handshake */
    HttpConnection(Http http, Wire wire, Duration left) {
        this.http = http;
        this.wire = wire;
        this.reader = new RequestHeadReader(http.core().settings.head());
        this.awaited = http.awaited(wire.loop());
        this.since =
                wire.loop().nanoTime() - http.handshakeTimeout().minus(left).toNanos();
        this.timer = wire.loop().schedule(left, this::timedOut);
        this.counted = http.counted(wire.remote());
        http.accepted(counted);
        awaited.add(this);
    }

    @Override
    public void onBytes(ByteBuffer bytes) {
        if (state == State.HEAD && pending == null) {
            serve(bytes);
        } else if (state != State.CLOSING) {
            keep(bytes);
        }
    }

    private void serve(ByteBuffer bytes) {
        try {
            while (state == State.HEAD && pending == null) {
                RequestHead head = reader.read(bytes);
                if (head == null) {
                    return;
                }
                handle(head);
            }
        } catch (Refused refused) {
            refuse(refused);
        }
        if (bytes.hasRemaining() && state != State.CLOSING) {
            keep(bytes);
        }
    }

    /** Bytes that came before they can be looked at wait, within a bound. */
    private void keep(ByteBuffer bytes) {
        ByteBuffer kept = early;
        if (kept == null || kept.remaining() < bytes.remaining()) {
            int before = kept == null ? 0 : kept.position();
            int room = Math.max(bytes.remaining(), before); // doubled, so that many small reads are not copied often
            ByteBuffer more = ByteBuffer.allocate(before + room);
            kept = kept == null ? more : more.put(kept.flip());
            early = kept;
        }
        kept.put(bytes);
        if (kept.position() >= EARLY) {
            wire.readable(false);
        }
    }

    private @Nullable ByteBuffer takeEarly() {
        ByteBuffer kept = early;
        early = null;
        return kept == null ? null : kept.flip();
    }

    private void handle(RequestHead head) throws Refused {
        requests++;
        if (ServerHandshake.isUpgrade(head)) {
            state = State.OPENING;
            awaited.remove(this);
            openingSince = wire.loop().nanoTime();
            limitOpening();
            new Upgrade(http, this, wire).start(ServerHandshake.check(head));
        } else {
            answer(head);
        }
    }

    /** The decision has a time limit of its own, if that ends before the handshake's. */
    private void limitOpening() {
        Duration left = http.core().settings.handshakeTimeout().minusNanos(openingSince - since);
        Duration decision = http.core().settings.admissionTimeout();
        if (decision.compareTo(left) < 0) {
            timer.cancel();
            timer = wire.loop().schedule(decision, this::timedOut);
        }
    }

    private void answer(RequestHead head) throws Refused {
        RequestTarget target = ServerHandshake.checkOrdinary(head);
        boolean headOnly = head.method().equals("HEAD");
        boolean close = requests >= MAX_REQUESTS
                || head.minorVersion() == 0
                || head.headers().hasElement("Connection", "close")
                || http.draining();
        if (!headOnly && !head.method().equals("GET")) {
            refuse(new Refused(405, "the method is neither GET nor HEAD", Map.of("Allow", List.of("GET, HEAD"))));
        } else {
            Optional<Site.Content> content = http.site().find(target.path());
            if (content.isPresent()) {
                Site.Content found = content.get();
                write(
                        Responses.head(found.status(), Http.SITE_HEADERS, found.type(), found.body().length, close),
                        headOnly ? NOTHING : ByteBuffer.wrap(found.body()));
                closeOrRestart(close);
            } else if (http.routes().find(target.path()).isPresent()) {
                refuse(ServerHandshake.upgradeRequired());
            } else {
                refuse(new Refused(404, "nothing is at this path"));
            }
        }
    }

    private void closeOrRestart(boolean close) {
        if (close) {
            closeWhenWritten();
        } else {
            timer.cancel();
            since = wire.loop().nanoTime();
            awaited.add(this);
            timer = wire.loop().schedule(http.handshakeTimeout(), this::timedOut);
        }
    }

    /** Says why in the log, answers with a fixed body and ends; a second request in the same packet is never parsed. */
    void refuse(Refused refused) {
        Log.refused(Objects.requireNonNullElse(counted, wire.remote()), refused);
        answer(refused);
    }

    /** As {@link #refuse}, when the log has been told already. */
    void answer(Refused refused) {
        if (state == State.CLOSED || state == State.CLOSING) {
            return;
        }
        http.refused(refused.status());
        SessionEvents.answered(event, refused.status(), "");
        if (state == State.OPENING) {
            http.times().refused().record(openingTime());
        }
        write(Responses.refusal(refused.status(), refused.headers()), NOTHING);
        closeWhenWritten();
    }

    private void closeWhenWritten() {
        state = State.CLOSING;
        awaited.remove(this);
        early = null;
        timer.cancel();
        timer = wire.loop().schedule(LINGER, wire::close);
        wire.readable(true); // so that the peer's end is seen
        if (pending == null) {
            wire.shutdownOutput();
        } else {
            closeWhenWritten = true;
        }
    }

    private void write(ByteBuffer head, ByteBuffer body) {
        pending = head;
        pendingBody = body;
        writePending();
    }

    /** A large body goes in steps: what the system is given at once, it may copy. */
    private void writePending() {
        ByteBuffer head = Objects.requireNonNull(pending);
        ByteBuffer body = pendingBody;
        do {
            ByteBuffer step = body.slice(body.position(), Math.min(body.remaining(), STEP));
            wire.write(head, step);
            body.position(body.position() + step.position());
            if (head.hasRemaining() || step.hasRemaining()) {
                return;
            }
        } while (body.hasRemaining());
        pending = null;
        pendingBody = NOTHING;
    }

    /** Writes the 101 and calls back when the socket has taken all of it. */
    void writeThen(ByteBuffer bytes, Runnable then) {
        write(bytes, NOTHING);
        if (pending == null) {
            then.run();
        } else {
            whenWritten = then;
        }
    }

    /** The session takes over; what came early is given to it. */
    ByteBuffer handOver(String endpoint) {
        SessionEvents.answered(event, 101, endpoint);
        timer.cancel();
        http.times().accepted().record(openingTime());
        state = State.CLOSED;
        ByteBuffer kept = takeEarly();
        wire.readable(true);
        return kept == null ? ByteBuffer.allocate(0) : kept;
    }

    /** Whose connection it is: it counts for this address from now on. */
    void comesFrom(SocketAddress client) {
        http.known(counted, client);
        counted = client;
    }

    private long openingTime() {
        return wire.loop().nanoTime() - openingSince;
    }

    boolean isOpening() {
        return state == State.OPENING;
    }

    @Override
    public void onWritable() {
        if (pending == null) {
            return;
        }
        writePending();
        if (pending != null) {
            return;
        }
        Runnable then = whenWritten;
        if (then != null) {
            whenWritten = null;
            then.run();
        } else if (closeWhenWritten) {
            wire.shutdownOutput();
        } else {
            ByteBuffer kept = takeEarly();
            if (kept != null) {
                wire.readable(true);
                serve(kept);
            }
        }
    }

    @Override
    public void onEnd() {
        wire.close();
    }

    @Override
    public void onClosed(@Nullable Throwable cause) {
        if (state == State.OPENING) {
            http.times().abandoned().record(openingTime());
        }
        state = State.CLOSED;
        awaited.remove(this);
        timer.cancel();
        http.gone(counted);
    }

    /** Others came after it, and its request has not: it gets no answer, as one may be half in TLS. */
    void giveWay() {
        http.crowded(wire);
        wire.close();
    }

    private void timedOut() {
        if (pending != null) {
            http.unread();
            wire.reset();
        } else if (state == State.OPENING) {
            refuse(new Refused(503, "nobody decided the handshake in time", Http.RETRY_LATER));
        } else if (reader.started()) {
            refuse(new Refused(408, "the request did not come in time"));
        } else {
            http.silent();
            wire.close(); // browsers open spare connections, so silence gets no answer
        }
    }
}
