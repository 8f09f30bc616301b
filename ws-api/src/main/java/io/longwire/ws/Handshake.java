package io.longwire.ws;

import java.net.SocketAddress;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * The opening handshake of a connection (RFC 6455, 4): what the client asked for and what was agreed.
 *
 * <p>All of it is kept for the connection's life but the headers, which are valid until {@link ConnectionHandler#onOpen}
 * returned (a browser sends up to 900 bytes of them), unless {@code ws.server.keep-headers} is on.
 */
public interface Handshake {
    /** The path of the request target, percent-decoded, for example {@code /chat/blue room}. */
    String path();

    /** The path of the endpoint that serves it, with the names of its parameters: {@code /chat/{room}}. A client's is {@link #path}. */
    String endpoint();

    /** The parameters of the endpoint's path by name: {@code room} for {@code /chat/{room}}. */
    Map<String, String> parameters();

    /**
     * A parameter of the endpoint's path.
     *
     * @throws IllegalArgumentException when the endpoint's path has no such parameter
     */
    default String parameter(String name) {
        String value = parameters().get(name);
        if (value == null) {
            throw new IllegalArgumentException("the path has no parameter \"" + name + "\"");
        }
        return value;
    }

    /** The query of the request target as it was sent, without the question mark; empty for none. */
    String query();

    /** The first value of a query parameter, percent-decoded. Parsed at each call. */
    Optional<String> query(String name);

    /**
     * The first value of a request header; names are compared without case.
     *
     * @throws IllegalStateException after {@code onOpen} returned, unless headers are kept
     */
    Optional<String> header(String name);

    /**
     * All values of a request header, in order; names are compared without case.
     *
     * @throws IllegalStateException after {@code onOpen} returned, unless headers are kept
     */
    List<String> headers(String name);

    /**
     * The names of the request headers, as they were sent.
     *
     * @throws IllegalStateException after {@code onOpen} returned, unless headers are kept
     */
    Set<String> headerNames();

    /** The subprotocol that is agreed on (RFC 6455, 1.9); known when the endpoint's {@code open} is called. */
    Optional<String> subprotocol();

    /** The names of the extensions that are agreed on (RFC 6455, 9), in order; known when {@code open} is called. */
    List<String> extensions();

    /**
     * The client's address: the peer's own, or what a trusted proxy says of it in the PROXY protocol, {@code X-Forwarded-For} or
     * {@code Forwarded} (port 0 where it says none); {@code ws.server.trusted-proxies}. For a client, the peer's own.
     */
    SocketAddress remote();

    /** This side's address. */
    SocketAddress local();

    /** Whether the connection runs over TLS. */
    boolean secure();

    /**
     * The TLS session: protocol, cipher suite and, where it showed one, the peer's certificates (a server asks for a client's
     * with {@code ws.server.tls.client-auth}). Empty without TLS.
     */
    Optional<SSLSession> tls();

    /** Who the peer is, when a plug-in or an endpoint said so. */
    Optional<Principal> principal();

    /** Says who the peer is. For {@code admit} and {@code open}, before the handshake is answered. */
    void principal(Principal principal);

    /**
     * Chooses a subprotocol where the endpoint chose none. For {@code admit} and {@code open}, before the handshake is answered.
     *
     * @param offered one of those that the client offered; another one answers 500 (RFC 6455, 4.2.2)
     */
    void subprotocol(String offered);

    /**
     * Adds a header to the answer that opens the connection, for example {@code Set-Cookie}; one of the same name stands on a
     * line of its own. A refusal has its own headers. For {@code admit} and {@code open}, before the handshake is answered.
     *
     * @throws IllegalArgumentException when it is no header, or one that the opening handshake itself writes
     */
    void answer(String name, String value);

    /** What hangs on this handshake, and later on its {@link WebSocket}, under a key; null when nothing does. Any thread. */
    <T> @Nullable T attribute(AttributeKey<T> key);

    /** Hangs a value on this handshake, and so on its {@link WebSocket}; null takes it away. Any thread. */
    <T> void attribute(AttributeKey<T> key, @Nullable T value);

    /**
     * A service that a plug-in provides.
     *
     * @throws IllegalArgumentException when no plug-in provides it; the sentence names those that are there
     */
    <T> T service(Class<T> type);
}
