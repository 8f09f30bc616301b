package io.longwire.ws.heartbeat;

import io.longwire.ws.spi.Plugin;
import io.longwire.ws.spi.PluginContext;
import io.longwire.ws.spi.PluginProvider;
import java.util.Set;

/** The plug-in {@code heartbeat}, for servers and clients. It provides the service {@link Heartbeat}. */
public final class HeartbeatProvider implements PluginProvider {
    /** What {@link java.util.ServiceLoader} calls. */
    public HeartbeatProvider() {}

    @Override
    public String name() {
        return "heartbeat";
    }

    @Override
    public Set<Class<?>> services() {
        return Set.of(Heartbeat.class);
    }

    @Override
    public Plugin create(PluginContext context) {
        var settings = HeartbeatSettings.read(context.settings(), context.settings("limits"));
        var plugin = new HeartbeatPlugin(settings, new Counts(context.meter()));
        context.provide(Heartbeat.class, plugin);
        return plugin;
    }
}
