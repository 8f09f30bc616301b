package io.longwire.ws.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

/**
 * Signed tokens that say who somebody is and until when. Whoever has the keys can issue and read them; there is nothing to look up.
 * Any thread.
 */
public final class Tokens {
    private final Signer signer;
    private final String purpose;
    private final Duration maxAge;
    private final InstantSource clock;

    /**
     * Tokens for one purpose; those for another are not accepted.
     *
     * @param maxAge the longest life of a token, whatever it says itself
     */
    public Tokens(Keys keys, String purpose, Duration maxAge) {
        this(keys, purpose, maxAge, InstantSource.system());
    }

    /** The same by a clock. */
    public Tokens(Keys keys, String purpose, Duration maxAge, InstantSource clock) {
        this.signer = new Signer(keys, clock);
        this.purpose = Objects.requireNonNull(purpose, "purpose");
        this.maxAge = Objects.requireNonNull(maxAge, "maxAge");
        this.clock = clock;
    }

    /**
     * A token for somebody whom the caller knows.
     *
     * @param lifetime from now on; one second or more
     * @throws IllegalArgumentException when the name is empty or too long, or the lifetime too short
     */
    public String issue(String name, Duration lifetime) {
        if (name.isEmpty() || lifetime.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("a token has a name, and lives for a second or more");
        }
        return signer.sign(purpose, clock.instant().plus(lifetime).getEpochSecond() + " " + name);
    }

    /**
     * The value of a {@code Set-Cookie} header (RFC 6265, 4.1) with a new token: for all paths of this host, over TLS, out of reach of
     * scripts, not sent when another site posts.
     *
     * @param cookie the name of the cookie, as {@code ws.plugins.auth.cookie} says it
     */
    public String cookie(String cookie, String name, Duration lifetime) {
        return cookie + "=" + issue(name, lifetime) + "; Path=/; Max-Age=" + lifetime.toSeconds()
                + "; Secure; HttpOnly; SameSite=Lax";
    }

    /** Who the holder of a token is; empty when it was not signed by one of the keys for this purpose, or has expired. */
    public Optional<Credential> read(String token) {
        return signer.verify(purpose, token, maxAge).flatMap(this::credential);
    }

    private Optional<Credential> credential(Signed signed) {
        int space = signed.value().indexOf(' ');
        if (space < 1 || space == signed.value().length() - 1) {
            return Optional.empty();
        }
        Instant said;
        try {
            said = Instant.ofEpochSecond(Long.parseLong(signed.value().substring(0, space)));
        } catch (NumberFormatException another) {
            return Optional.empty();
        }
        Instant atMost = signed.at().plus(maxAge);
        Instant expires = said.isBefore(atMost) ? said : atMost;
        return expires.isAfter(clock.instant())
                ? Optional.of(new Credential(signed.value().substring(space + 1), expires))
                : Optional.empty();
    }
}
