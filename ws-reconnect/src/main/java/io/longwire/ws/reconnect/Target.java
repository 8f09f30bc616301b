package io.longwire.ws.reconnect;

import io.longwire.ws.ClientOptions;
import java.net.URI;
import java.util.Objects;

/**
 * Where one attempt goes.
 *
 * @param uri {@code ws:} or {@code wss:}
 * @param options what it asks for, for example a fresh token
 */
public record Target(URI uri, ClientOptions options) {
    public Target {
        Objects.requireNonNull(uri, "uri");
        Objects.requireNonNull(options, "options");
    }
}
