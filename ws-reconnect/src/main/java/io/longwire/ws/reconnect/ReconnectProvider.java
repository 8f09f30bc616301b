package io.longwire.ws.reconnect;

import io.longwire.ws.spi.Plugin;
import io.longwire.ws.spi.PluginContext;
import io.longwire.ws.spi.PluginProvider;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** The plug-in {@code reconnect}, for clients; see {@link ReconnectingSocket#open}. */
public final class ReconnectProvider implements PluginProvider {
    /** What {@link java.util.ServiceLoader} calls. */
    public ReconnectProvider() {}

    @Override
    public String name() {
        return "reconnect";
    }

    @Override
    public Set<Class<?>> services() {
        return Set.of(ReconnectPlugin.class);
    }

    @Override
    public Plugin create(PluginContext context) {
        ReconnectPlugin plugin = new ReconnectPlugin(
                ReconnectSettings.read(context.settings()),
                context.loops().get(0),
                () -> ThreadLocalRandom.current().nextDouble());
        context.provide(ReconnectPlugin.class, plugin);
        return plugin;
    }
}
