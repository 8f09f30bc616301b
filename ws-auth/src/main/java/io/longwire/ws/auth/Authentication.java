package io.longwire.ws.auth;

import io.longwire.ws.WebSocket;
import java.util.Optional;

/**
 * Who is connected, and for how long. A service: {@code handshake.service(Authentication.class)}, {@code
 * server.service(Authentication.class)}, or injected. Any thread.
 */
public interface Authentication {
    /** Who is at the other end; empty where nobody had to say. */
    Optional<Credential> credential(WebSocket socket);

    /**
     * Puts a newer credential in the place of the last one, so that the connection goes on: when a peer has sent a new token on it, for
     * example, and the application has judged that.
     *
     * @return false when the connection is closing or closed already
     * @throws IllegalArgumentException when the credential has another name, or has expired
     * @throws IllegalStateException when nobody is known at this connection
     */
    boolean renew(WebSocket socket, Credential credential);

    /**
     * Ends all connections of somebody on this server with code 1008, those too that are being authenticated now. It does not make a
     * token invalid: an {@link Authenticator} that is asked next has to know.
     */
    void revoke(String name);

    /** Issues and reads the tokens that this server accepts; empty where it has no keys. */
    Optional<Tokens> tokens();
}
