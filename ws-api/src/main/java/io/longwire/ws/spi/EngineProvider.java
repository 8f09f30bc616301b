package io.longwire.ws.spi;

import io.longwire.ws.StartFailed;
import io.longwire.ws.WebSocketClient;
import io.longwire.ws.WebSocketServer;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** What makes servers and clients; ws-runtime provides one. Found by {@link ServiceLoader}. */
public interface EngineProvider {
    /** A builder of servers. */
    WebSocketServer.Builder serverBuilder();

    /** A builder of clients. */
    WebSocketClient.Builder clientBuilder();

    /**
     * The one engine there is, looked for with the thread's context loader and with the loader of this module.
     *
     * @throws StartFailed when there is none, or more than one
     */
    static EngineProvider find() {
        List<EngineProvider> found = new ArrayList<>();
        ServiceLoader.load(EngineProvider.class).forEach(found::add);
        if (found.isEmpty()) {
            ServiceLoader.load(EngineProvider.class, EngineProvider.class.getClassLoader())
                    .forEach(found::add);
        }
        if (found.isEmpty()) {
            throw new StartFailed(
                    "No WebSocket engine is on the class path. Add the dependency io.longwire:ws-runtime.");
        }
        if (found.size() > 1) {
            throw new StartFailed("More than one WebSocket engine is on the class path: "
                    + found.stream().map(e -> e.getClass().getName()).toList() + ". Keep one of them.");
        }
        return found.get(0);
    }
}
