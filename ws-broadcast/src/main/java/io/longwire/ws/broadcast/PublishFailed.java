package io.longwire.ws.broadcast;

import org.jspecify.annotations.Nullable;

/**
 * A topic with a history could not take a publication: the backplane was away or behind for longer than {@code queue-time}, or too much
 * waits for it.
 */
public final class PublishFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean unknown;

    PublishFailed(String message, boolean unknown, @Nullable Throwable cause) {
        super(message, cause);
        this.unknown = unknown;
    }

    /** Whether it may have been published all the same. With an idempotency key it can be tried again safely. */
    public boolean isUnknown() {
        return unknown;
    }
}
