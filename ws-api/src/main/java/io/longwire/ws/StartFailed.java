package io.longwire.ws;

import org.jspecify.annotations.Nullable;

/** A server or client could not be made or started. The message is one sentence that names the cure. */
public final class StartFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartFailed(String message) {
        this(message, null);
    }

    public StartFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
