package io.longwire.ws.broadcast;

import io.longwire.ws.spi.Plugin;
import io.longwire.ws.spi.PluginContext;
import io.longwire.ws.spi.PluginProvider;
import java.util.Set;

/** The plug-in {@code broadcast}, for servers and clients. It provides the service {@link Topics}. */
public final class BroadcastProvider implements PluginProvider {
    /** What {@link java.util.ServiceLoader} calls. */
    public BroadcastProvider() {}

    @Override
    public String name() {
        return "broadcast";
    }

    @Override
    public Set<Class<?>> services() {
        return Set.of(Topics.class);
    }

    @Override
    public Plugin create(PluginContext context) {
        var topics = new LocalTopics(BroadcastSettings.read(context.settings()), new Counts(context.meter()));
        context.provide(Topics.class, topics);
        return new BroadcastPlugin(topics);
    }
}
