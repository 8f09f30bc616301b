package io.longwire.ws.spi;

import java.util.Objects;

/** The peer sent payload that an {@link Extension} cannot decode. The connection is failed with code 1007. */
public final class InvalidPayload extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message a fixed sentence without anything the peer sent */
    public InvalidPayload(String message) {
        super(Objects.requireNonNull(message, "message"), null, false, false);
    }
}
