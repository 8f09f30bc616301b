package io.longwire.ws.auth;

import io.longwire.ws.AttributeKey;
import io.longwire.ws.Handshake;
import io.longwire.ws.HandshakeRejected;
import io.longwire.ws.WebSocket;
import io.longwire.ws.spi.ConnectionWatcher;
import io.longwire.ws.spi.Gate;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Plugin;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Asks for a proof before a handshake is answered or at the first message, and keeps one {@link Seat} per connection. */
final class AuthPlugin implements Plugin, Authentication {
    /** Who was let in, until there is a seat. */
    private record Admitted(Credential credential, long mark) {}

    private static final AttributeKey<Admitted> ADMITTED = AttributeKey.of("ws.auth.admitted");

    private final AuthSettings settings;
    private final Authenticator authenticator;
    private final Optional<Tokens> tokens;
    private final InstantSource clock;
    private final Loop first;
    private final Counts counts;
    private final Shown shown;
    private final Revocations revocations = new Revocations();
    private final Map<Loop, Seats> loops = new ConcurrentHashMap<>();

    AuthPlugin(
            AuthSettings settings,
            Authenticator authenticator,
            Optional<Tokens> tokens,
            InstantSource clock,
            Loop first,
            Counts counts) {
        this.settings = settings;
        this.authenticator = authenticator;
        this.tokens = tokens;
        this.clock = clock;
        this.first = first;
        this.counts = counts;
        this.shown = new Shown(settings);
    }

    // ---- the handshake

    @Override
    public CompletionStage<Void> admit(Handshake handshake) {
        if (!settings.paths().contains(handshake.endpoint())) {
            return Plugin.super.admit(handshake);
        }
        Optional<Proof> proof = shown.in(handshake);
        if (proof.isEmpty()) {
            if (settings.takes(Source.MESSAGE)) {
                return Plugin.super.admit(handshake); // at the first message, then
            }
            counts.missing.add(1);
            return CompletableFuture.failedFuture(refusal("nothing was shown"));
        }
        long mark = revocations.mark();
        return judge(proof.get(), handshake).thenAccept(found -> accept(proof.get(), found, handshake, mark));
    }

    /** What the authenticator says; null of it is a failure. */
    CompletionStage<Optional<Credential>> judge(Proof proof, Handshake handshake) {
        return authenticator
                .authenticate(proof, handshake)
                .thenApply(found -> Objects.requireNonNull(found, "the authenticator's answer"));
    }

    private void accept(Proof proof, Optional<Credential> found, Handshake handshake, long mark) {
        Credential credential = found.filter(this::isValid).orElseThrow(() -> {
            counts.invalid.add(1);
            return new CompletionException(refusal("what was shown is not valid"));
        });
        if (proof.source() == Source.SUBPROTOCOL) {
            choose(handshake, (Proof.Token) proof);
        }
        handshake.principal(credential);
        handshake.attribute(ADMITTED, new Admitted(credential, mark));
        counts.admitted(proof.source());
    }

    /** A browser fails the connection when none of what it offered is chosen, so it is the marker; never the token. */
    private void choose(Handshake handshake, Proof.Token token) {
        if (handshake.subprotocol().filter(token::matches).isPresent()) {
            throw new IllegalStateException("the endpoint chose what stands behind \"" + settings.subprotocol()
                    + "\" as its subprotocol, and would send a secret back");
        }
        if (handshake.subprotocol().isEmpty()) {
            handshake.subprotocol(settings.subprotocol());
        }
    }

    /** RFC 9110, 15.5.2: a 401 names a challenge, so where no header would help it is a 403. */
    private HandshakeRejected refusal(String why) {
        List<String> challenges = settings.challenges();
        return challenges.isEmpty()
                ? new HandshakeRejected(403, why)
                : new HandshakeRejected(401, why, Map.of("WWW-Authenticate", challenges));
    }

    boolean isValid(Credential credential) {
        return credential.expires().isAfter(clock.instant());
    }

    // ---- the connection

    @Override
    public ConnectionWatcher watch(WebSocket socket, Loop loop) {
        if (!settings.paths().contains(socket.handshake().endpoint())) {
            return ConnectionWatcher.NONE;
        }
        Admitted admitted = socket.attribute(ADMITTED);
        socket.attribute(ADMITTED, null);
        Seats seats = loops.computeIfAbsent(loop, one -> new Seats(one, clock, counts, settings.firstMessageTimeout()));
        Seat seat = new Seat(socket, seats, admitted == null ? null : admitted.credential());
        socket.attribute(Seat.KEY, seat);
        seats.add(seat);
        if (admitted != null && isRevokedSince(admitted.mark(), admitted.credential())) {
            loop.execute(() -> seats.revoke(seat)); // once it is open
        }
        return seat;
    }

    @Override
    public Optional<Gate> gate(WebSocket socket) {
        Seat seat = socket.attribute(Seat.KEY);
        return seat == null || seat.credential() != null
                ? Optional.empty()
                : Optional.of(new FirstMessage(this, seat, settings.firstMessageLimit()));
    }

    long mark() {
        return revocations.mark();
    }

    boolean isRevokedSince(long mark, Credential credential) {
        return revocations.since(mark, credential.name());
    }

    void admitted(Source source) {
        counts.admitted(source);
    }

    void invalid() {
        counts.invalid.add(1);
    }

    @Override
    public void close() {
        loops.values().forEach(Seats::close);
    }

    // ---- the service

    @Override
    public Optional<Credential> credential(WebSocket socket) {
        return Optional.ofNullable(socket.attribute(Seat.KEY)).map(Seat::credential);
    }

    @Override
    public boolean renew(WebSocket socket, Credential credential) {
        Seat seat = socket.attribute(Seat.KEY);
        Credential before = seat == null ? null : seat.credential();
        if (seat == null || before == null) {
            throw new IllegalStateException("nobody is known at this connection");
        }
        if (!before.name().equals(credential.name())) {
            throw new IllegalArgumentException("a connection stays with whom it was opened by");
        }
        if (!isValid(credential)) {
            throw new IllegalArgumentException("the credential has expired");
        }
        seat.credential(credential);
        seat.seats.onLoop(() -> seat.seats.look(seat));
        return socket.isOpen();
    }

    @Override
    public void revoke(String name) {
        revocations.add(name, first.nanoTime()); // before, so that who is not seated yet is found when seated
        loops.values().forEach(seats -> seats.onLoop(() -> seats.revoke(name)));
    }

    @Override
    public Optional<Tokens> tokens() {
        return tokens;
    }
}
