package io.longwire.ws.runtime.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import com.google.inject.multibindings.Multibinder;
import io.longwire.ws.ConnectionHandler;
import io.longwire.ws.Dispatch;
import io.longwire.ws.EndpointProvider;
import io.longwire.ws.Handshake;
import io.longwire.ws.runtime.Discovered;
import io.longwire.ws.spi.ExtensionProvider;
import io.longwire.ws.spi.Meter;
import io.longwire.ws.spi.PluginProvider;
import io.longwire.ws.spi.TransportProvider;

/**
 * A Guice module with words for the parts of a server. Extend it and call these in {@code configure()}; everything else of Guice is
 * there too. Bindings must be explicit.
 */
@SuppressWarnings("exports") // Guice is an automatic module, which cannot be required transitively
public abstract class WebSocketModule extends AbstractModule {
    /** For subclasses. */
    protected WebSocketModule() {}

    /** An endpoint on {@link Dispatch#WORKER} whose handler is made, with its dependencies, for each connection. */
    protected final void endpoint(String path, Class<? extends ConnectionHandler> handler) {
        endpoint(path, Dispatch.WORKER, handler);
    }

    /** An endpoint whose handler is made, with its dependencies, for each connection. */
    protected final void endpoint(String path, Dispatch dispatch, Class<? extends ConnectionHandler> handler) {
        bind(handler);
        Provider<? extends ConnectionHandler> made = getProvider(handler);
        Multibinder.newSetBinder(binder(), EndpointProvider.class)
                .addBinding()
                .toInstance(new InjectedEndpoint(path, dispatch, made));
    }

    /** An endpoint of a class of its own, made once. */
    protected final void endpoint(Class<? extends EndpointProvider> provider) {
        bind(provider);
        Multibinder.newSetBinder(binder(), EndpointProvider.class).addBinding().to(provider);
    }

    /** A plug-in; its services can be injected. It replaces one of the same class that ServiceLoader found. */
    protected final void plugin(PluginProvider provider) {
        Multibinder.newSetBinder(binder(), PluginProvider.class).addBinding().toInstance(provider);
        provider.services().forEach(this::service);
    }

    private <T> void service(Class<T> type) {
        if (!Discovered.services().contains(type)) { // else it is bound already
            Provider<EngineModule.Services> services = getProvider(EngineModule.Services.class);
            bind(type).toProvider(() -> services.get().get(type));
        }
    }

    /** An extension; it replaces one of the same class that ServiceLoader found. */
    protected final void extension(ExtensionProvider provider) {
        Multibinder.newSetBinder(binder(), ExtensionProvider.class).addBinding().toInstance(provider);
    }

    /** A transport, to be chosen by {@code ws.transport}. */
    protected final void transport(TransportProvider provider) {
        Multibinder.newSetBinder(binder(), TransportProvider.class).addBinding().toInstance(provider);
    }

    /** Where counts go. */
    protected final void meter(Meter meter) {
        Multibinder.newSetBinder(binder(), Meter.class).addBinding().toInstance(meter);
    }

    private record InjectedEndpoint(String path, Dispatch dispatch, Provider<? extends ConnectionHandler> handler)
            implements EndpointProvider {
        @Override
        public ConnectionHandler open(Handshake handshake) {
            return handler.get();
        }
    }
}
