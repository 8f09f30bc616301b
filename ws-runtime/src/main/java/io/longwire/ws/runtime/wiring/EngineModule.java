package io.longwire.ws.runtime.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import com.typesafe.config.Config;
import io.longwire.ws.EndpointProvider;
import io.longwire.ws.runtime.Discovered;
import io.longwire.ws.spi.ExtensionProvider;
import io.longwire.ws.spi.Meter;
import io.longwire.ws.spi.PluginProvider;
import io.longwire.ws.spi.TransportProvider;

/** The engine's own bindings: strict rules, empty sets to add to, and the services of plug-ins that ServiceLoader finds. */
final class EngineModule<E> extends AbstractModule {
    /** Gives the services of plug-ins once there is a server or client. */
    interface Services {
        <T> T get(Class<T> type);
    }

    private final Config config;
    private final Class<E> engine;
    private final Later<E> later;
    private final Services services;

    EngineModule(Config config, Class<E> engine, Later<E> later, Services services) {
        this.config = config;
        this.engine = engine;
        this.later = later;
        this.services = services;
    }

    @Override
    protected void configure() {
        binder().requireExplicitBindings();
        binder().requireExactBindingAnnotations();
        binder().disableCircularProxies();
        Multibinder.newSetBinder(binder(), EndpointProvider.class);
        Multibinder.newSetBinder(binder(), PluginProvider.class);
        Multibinder.newSetBinder(binder(), ExtensionProvider.class);
        Multibinder.newSetBinder(binder(), TransportProvider.class);
        Multibinder.newSetBinder(binder(), Meter.class);
        bind(Parts.class);
        bind(Config.class).toInstance(config);
        bind(engine).toProvider(later::get);
        bind(Services.class).toInstance(services);
        Discovered.services().forEach(this::bindService);
    }

    private <T> void bindService(Class<T> type) {
        bind(type).toProvider(() -> services.get(type));
    }
}
