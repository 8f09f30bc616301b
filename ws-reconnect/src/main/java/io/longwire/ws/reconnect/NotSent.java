package io.longwire.ws.reconnect;

import java.io.IOException;

/** A message was never given to a connection: the queue was full, or it still waited when there was to be no connection any more. */
public final class NotSent extends IOException {
    private static final long serialVersionUID = 1L;

    NotSent(String message) {
        super(message);
    }
}
