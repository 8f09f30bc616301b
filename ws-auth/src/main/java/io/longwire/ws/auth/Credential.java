package io.longwire.ws.auth;

import java.security.Principal;
import java.time.Instant;
import java.util.Objects;

/**
 * Who a peer is, and until when that is taken for true. It is the connection's {@link
 * io.longwire.ws.Handshake#principal principal}; what else an {@link Authenticator} knows of the peer it may hang on the handshake.
 *
 * @param name by which the peer is known, and revoked; not empty
 * @param expires when the connection ends unless it was renewed; {@link Instant#MAX} for never
 */
public record Credential(String name, Instant expires) implements Principal {
    /** @throws IllegalArgumentException when the name is empty */
    public Credential {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a name is not empty");
        }
        Objects.requireNonNull(expires, "expires");
    }

    /** One that never expires. */
    public static Credential of(String name) {
        return new Credential(name, Instant.MAX);
    }

    @Override
    public String getName() {
        return name;
    }
}
