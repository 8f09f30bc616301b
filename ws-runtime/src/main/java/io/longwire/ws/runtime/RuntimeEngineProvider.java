package io.longwire.ws.runtime;

import io.longwire.ws.WebSocketClient;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.spi.EngineProvider;

/** The engine of this module, found by {@link java.util.ServiceLoader}. */
public final class RuntimeEngineProvider implements EngineProvider {
    /** For ServiceLoader. */
    public RuntimeEngineProvider() {}

    @Override
    public WebSocketServer.Builder serverBuilder() {
        return new ServerBuilder();
    }

    @Override
    public WebSocketClient.Builder clientBuilder() {
        return new ClientBuilder();
    }
}
