package io.longwire.ws;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Thrown to refuse an opening handshake with an HTTP status. Nothing of the message reaches the peer; it is for the log.
 */
public final class HandshakeRejected extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Map<String, List<String>> headers;

    /**
     * @param status an HTTP status from 400 to 599
     * @throws IllegalArgumentException when it is another
     */
    public HandshakeRejected(int status, String message) {
        this(status, message, Map.of());
    }

    /**
     * @param headers response headers, for example {@code WWW-Authenticate} or {@code Retry-After}
     * @throws IllegalArgumentException when the status is not from 400 to 599, or a header holds CR, LF or NUL
     */
    public HandshakeRejected(int status, String message, Map<String, List<String>> headers) {
        super(Objects.requireNonNull(message, "message"));
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("a refusal has a status from 400 to 599, not " + status);
        }
        headers.forEach((name, values) -> {
            HeaderSyntax.requireName(name);
            values.forEach(HeaderSyntax::requireValue);
        });
        this.status = status;
        this.headers = Map.copyOf(headers);
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The response headers. */
    public Map<String, List<String>> headers() {
        return headers;
    }
}
