package io.longwire.ws.broadcast;

/** The backplane cannot be reached. Nothing was done: the same may be tried again. */
public final class BackplaneAway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With what is known of the reason. */
    public BackplaneAway(String message, Throwable cause) {
        super(message, cause);
    }

    /** When nothing is known of the reason. */
    public BackplaneAway(String message) {
        super(message);
    }
}
