package io.longwire.ws.runtime;

import io.longwire.ws.WebSocketClient;
import io.longwire.ws.runtime.config.Configuration;
import io.longwire.ws.spi.ExtensionProvider;
import io.longwire.ws.spi.Meter;
import io.longwire.ws.spi.PluginProvider;
import io.longwire.ws.spi.TransportProvider;
import java.nio.file.Path;
import java.util.Objects;
import javax.net.ssl.SSLContext;

/** Collects what a client is made of. */
public final class ClientBuilder implements WebSocketClient.Builder {
    private final Assembly assembly = new Assembly();

    /** An empty one. */
    public ClientBuilder() {}

    @Override
    public WebSocketClient.Builder tls(SSLContext context) {
        assembly.tls = Objects.requireNonNull(context, "context");
        return this;
    }

    @Override
    public WebSocketClient.Builder transport(String name) {
        return set("ws.transport", name);
    }

    @Override
    public WebSocketClient.Builder transport(TransportProvider provider) {
        assembly.transport(Objects.requireNonNull(provider, "provider"));
        return this;
    }

    @Override
    public WebSocketClient.Builder plugin(PluginProvider provider) {
        assembly.plugins.add(Objects.requireNonNull(provider, "provider"));
        return this;
    }

    @Override
    public WebSocketClient.Builder extension(ExtensionProvider provider) {
        assembly.extensions.add(Objects.requireNonNull(provider, "provider"));
        return this;
    }

    @Override
    public WebSocketClient.Builder meter(Meter meter) {
        assembly.meters.add(Objects.requireNonNull(meter, "meter"));
        return this;
    }

    @Override
    public WebSocketClient.Builder config(Path file) {
        return config(Configuration.Source.file(file));
    }

    /** A transport that configuration may choose by its name. */
    public ClientBuilder available(TransportProvider provider) {
        assembly.transports.add(Objects.requireNonNull(provider, "provider"));
        return this;
    }

    /** Where settings come from that are not given in code. */
    public ClientBuilder config(Configuration.Source source) {
        assembly.source = source;
        return this;
    }

    @Override
    public WebSocketClient.Builder set(String key, Object value) {
        assembly.overrides.put(key, value);
        return this;
    }

    @Override
    public WebSocketClient build() {
        return new Client(assembly.copy());
    }
}
