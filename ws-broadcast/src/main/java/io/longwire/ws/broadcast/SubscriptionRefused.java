package io.longwire.ws.broadcast;

/**
 * A limit does not let a connection subscribe. A handler that lets it through ends the connection with code 1011; one that
 * lets peers choose topics catches it and tells the peer.
 */
public final class SubscriptionRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SubscriptionRefused(String message) {
        super(message);
    }
}
