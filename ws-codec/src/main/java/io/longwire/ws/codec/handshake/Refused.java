package io.longwire.ws.codec.handshake;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A request that gets an HTTP error and then the end of the connection. The sentence is a fixed text for the log that holds
 * nothing of what the peer sent; there is no stack trace, because the peer decides how often this is thrown.
 */
public final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Map<String, List<String>> headers;

    /**
     * @param status an HTTP status from 400 to 599
     * @param sentence a fixed text, never the peer's bytes
     * @throws IllegalArgumentException when the status is another
     */
    public Refused(int status, String sentence) {
        this(status, sentence, Map.of());
    }

    /**
     * @param status an HTTP status from 400 to 599
     * @param sentence a fixed text, never the peer's bytes
     * @param headers what the response carries beside the usual, for example {@code Allow}
     * @throws IllegalArgumentException when the status is another
     */
    public Refused(int status, String sentence, Map<String, List<String>> headers) {
        super(Objects.requireNonNull(sentence, "sentence"), null, false, false);
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("a refusal has a status from 400 to 599, not " + status);
        }
        this.status = status;
        this.headers = Map.copyOf(headers);
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** Headers of the response beside the usual. */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** Why, in fixed words. */
    public String sentence() {
        return Objects.requireNonNull(getMessage());
    }
}
