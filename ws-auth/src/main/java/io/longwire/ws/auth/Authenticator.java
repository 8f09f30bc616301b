package io.longwire.ws.auth;

import io.longwire.ws.Handshake;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Says who a peer is by what it shows. */
@FunctionalInterface
public interface Authenticator {
    /**
     * Judges a proof. On the connection's loop, so it must not block; what has to ask another machine returns a stage that
     * completes later, within {@code ws.limits.admission-timeout}, or the time for a first message.
     *
     * <p>Empty refuses the peer: 401 (403 where no challenge could help), after the handshake code 1008. So does a stage that
     * fails with {@link io.longwire.ws.HandshakeRejected}, with its own status. Null, or any other failure, answers 500, after the
     * handshake code 1011.
     *
     * @param proof what the peer has shown; nothing in it is verified but a certificate
     * @param handshake of the connection; attributes may be hung on it
     */
    CompletionStage<Optional<Credential>> authenticate(Proof proof, Handshake handshake);
}
