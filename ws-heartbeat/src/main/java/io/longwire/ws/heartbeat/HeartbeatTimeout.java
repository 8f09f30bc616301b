package io.longwire.ws.heartbeat;

import java.io.IOException;
import java.time.Duration;

/** The peer sent nothing after a Ping, so the connection was cut. The cause that {@code onError} and {@code onClose} get. */
public final class HeartbeatTimeout extends IOException {
    private static final long serialVersionUID = 1L;

    HeartbeatTimeout(Duration timeout) {
        super("heartbeat: the peer sent nothing for " + timeout.toMillis() + " ms after a Ping", null);
    }
}
