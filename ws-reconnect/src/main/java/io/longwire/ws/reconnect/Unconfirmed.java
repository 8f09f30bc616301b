package io.longwire.ws.reconnect;

import java.io.IOException;
import java.util.concurrent.CompletionException;

/**
 * A message was given to a connection that ended before the socket had taken all of it, as far as is known: the peer may have got it
 * or not. It is not sent again.
 */
public final class Unconfirmed extends IOException {
    private static final long serialVersionUID = 1L;

    Unconfirmed(Throwable cause) {
        super(
                "the connection ended before it was known that the message was sent",
                cause instanceof CompletionException && cause.getCause() != null ? cause.getCause() : cause);
    }
}
