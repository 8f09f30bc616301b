package io.longwire.ws.auth;

import io.longwire.ws.Handshake;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Takes signed tokens, and certificates that TLS has verified, by their subject and to their end. Knows no password. */
final class BuiltIn implements Authenticator {
    private final Optional<Tokens> tokens;

    BuiltIn(Optional<Tokens> tokens) {
        this.tokens = tokens;
    }

    @Override
    public CompletionStage<Optional<Credential>> authenticate(Proof proof, Handshake handshake) {
        return CompletableFuture.completedFuture(judge(proof));
    }

    private Optional<Credential> judge(Proof proof) {
        if (proof instanceof Proof.Token token) {
            return tokens.flatMap(known -> known.read(token.value()));
        }
        if (proof instanceof Proof.Certificate shown) {
            X509Certificate certificate = shown.certificate();
            return Optional.of(new Credential(
                    certificate.getSubjectX500Principal().getName(),
                    certificate.getNotAfter().toInstant()));
        }
        return Optional.empty();
    }
}
