package io.longwire.ws.runtime;

import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Meter;
import io.longwire.ws.spi.PluginContext;
import io.longwire.ws.spi.PluginProvider;
import io.longwire.ws.spi.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What one plug-in is given. */
final class Context implements PluginContext {
    private final Core core;
    private final PluginProvider plugin;
    private final Settings settings;
    private final Ration warnings = new Ration(Duration.ofSeconds(1));

    Context(Core core, PluginProvider plugin, Settings settings) {
        this.core = core;
        this.plugin = plugin;
        this.settings = settings;
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public Settings settings(String path) {
        return core.ws.at(path);
    }

    @Override
    public List<Loop> loops() {
        return core.transport.loops();
    }

    @Override
    public List<String> endpoints() {
        return core.endpoints;
    }

    @Override
    public Meter meter() {
        return core.counters;
    }

    @Override
    public void warn(String sentence) {
        List<Loop> clocks = loops();
        long held = warnings.take(clocks.isEmpty() ? 0 : clocks.get(0).nanoTime());
        if (held >= 0) {
            Log.pluginWarns(plugin.name(), sentence, held);
        }
    }

    @Override
    public <T> void provide(Class<T> type, T service) {
        if (!plugin.services().contains(type)) {
            throw new IllegalArgumentException("the plug-in " + plugin.name() + " provides " + type.getName()
                    + " but does not declare it in services()");
        }
        core.services.put(type, service);
    }

    @Override
    public <T> Optional<T> service(Class<T> type) {
        return core.services.find(type);
    }
}
