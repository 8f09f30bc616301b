package io.longwire.ws;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A client's opening handshake was refused or answered wrongly (RFC 6455, 4.1). */
public final class HandshakeFailed extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Map<String, List<String>> headers;
    private final transient ByteBuffer body;

    /**
     * @param status the HTTP status of the answer, 0 when there was none that could be read
     * @param headers the headers of the answer, names in lower case
     */
    public HandshakeFailed(String message, int status, Map<String, List<String>> headers, @Nullable Throwable cause) {
        super(Objects.requireNonNull(message, "message"), cause);
        this.status = status;
        this.headers = Map.copyOf(headers);
        this.body = ByteBuffer.allocate(0);
    }

    /** The same with what came of the answer's body. */
    public HandshakeFailed(HandshakeFailed refused, byte[] body) {
        super(Objects.requireNonNull(refused.getMessage()), refused.getCause());
        this.status = refused.status;
        this.headers = refused.headers;
        this.body = ByteBuffer.wrap(body.clone());
    }

    /** The HTTP status of the answer, 0 when there was none that could be read. */
    public int status() {
        return status;
    }

    /**
     * The first 64 KiB of the answer's body, as far as they came within a second; empty when there was none, or when it came in a
     * transfer coding.
     */
    public ByteBuffer body() {
        return body.asReadOnlyBuffer();
    }

    /**
     * How long the server, or a proxy, asks to wait before the next attempt ({@code Retry-After}, RFC 9110, 10.2.3). A date counts
     * from the answer's own {@code Date}. Empty when it asks nothing that can be understood.
     */
    public Optional<Duration> retryAfter() {
        return RetryAfter.of(headers);
    }

    /** The headers of the answer, names in lower case. */
    public Map<String, List<String>> headers() {
        return headers;
    }
}
