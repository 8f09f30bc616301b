package io.longwire.ws.runtime;

import io.longwire.ws.ConnectionHandler;
import io.longwire.ws.Dispatch;
import io.longwire.ws.EndpointProvider;
import io.longwire.ws.Overflow;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.runtime.config.Configuration;
import io.longwire.ws.spi.ExtensionProvider;
import io.longwire.ws.spi.Meter;
import io.longwire.ws.spi.PluginProvider;
import io.longwire.ws.spi.TransportProvider;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** Collects what a server is made of. */
public final class ServerBuilder implements WebSocketServer.Builder {
    private final Assembly assembly = new Assembly();

    /** An empty one. */
    public ServerBuilder() {}

    @Override
    public WebSocketServer.Builder host(String host) {
        return set("ws.server.host", host);
    }

    @Override
    public WebSocketServer.Builder port(int port) {
        return set("ws.server.port", port);
    }

    @Override
    public WebSocketServer.Builder tls(SSLContext context) {
        assembly.tls = Objects.requireNonNull(context, "context");
        return set("ws.server.tls.enabled", true);
    }

    @Override
    public WebSocketServer.Builder transport(String name) {
        return set("ws.transport", name);
    }

    @Override
    public WebSocketServer.Builder transport(TransportProvider provider) {
        assembly.transport(Objects.requireNonNull(provider, "provider"));
        return this;
    }

    @Override
    public WebSocketServer.Builder endpoint(
            String path, Dispatch dispatch, Overflow overflow, Supplier<? extends ConnectionHandler> handler) {
        return endpoint(Endpoints.of(path, dispatch, overflow, handler));
    }

    @Override
    public WebSocketServer.Builder endpoint(EndpointProvider provider) {
        assembly.endpoints.add(Objects.requireNonNull(provider, "provider"));
        return this;
    }

    @Override
    public WebSocketServer.Builder plugin(PluginProvider provider) {
        assembly.plugins.add(Objects.requireNonNull(provider, "provider"));
        return this;
    }

    @Override
    public WebSocketServer.Builder extension(ExtensionProvider provider) {
        assembly.extensions.add(Objects.requireNonNull(provider, "provider"));
        return this;
    }

    @Override
    public WebSocketServer.Builder meter(Meter meter) {
        assembly.meters.add(Objects.requireNonNull(meter, "meter"));
        return this;
    }

    @Override
    public WebSocketServer.Builder resources(String path, ClassLoader loader, String folder) {
        assembly.site.add(new Site.Folder(path, loader, folder));
        return this;
    }

    @Override
    public WebSocketServer.Builder document(String path, String contentType, Supplier<byte[]> body) {
        assembly.site.add(Site.document(path, () -> new Site.Content(200, contentType, body.get())));
        return this;
    }

    @Override
    public WebSocketServer.Builder config(Path file) {
        return config(Configuration.Source.file(file));
    }

    /** A transport that configuration may choose by its name. */
    public ServerBuilder available(TransportProvider provider) {
        assembly.transports.add(Objects.requireNonNull(provider, "provider"));
        return this;
    }

    /** Where settings come from that are not given in code. */
    public ServerBuilder config(Configuration.Source source) {
        assembly.source = source;
        return this;
    }

    @Override
    public WebSocketServer.Builder set(String key, Object value) {
        assembly.overrides.put(key, value);
        return this;
    }

    @Override
    public void check() {
        Server.check(assembly.copy());
    }

    @Override
    public WebSocketServer build() {
        return new Server(assembly.copy());
    }
}
