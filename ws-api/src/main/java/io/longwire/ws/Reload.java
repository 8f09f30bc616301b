package io.longwire.ws;

import java.util.List;

/**
 * What {@link WebSocketServer#reload()} found changed: full keys, sorted.
 *
 * @param renewed have their new value for connections that come from now on
 * @param restart have the value of the start until the server is started again
 */
public record Reload(List<String> renewed, List<String> restart) {
    public Reload {
        renewed = List.copyOf(renewed);
        restart = List.copyOf(restart);
    }
}
