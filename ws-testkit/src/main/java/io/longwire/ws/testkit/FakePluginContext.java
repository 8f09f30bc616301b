package io.longwire.ws.testkit;

import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.PluginContext;
import io.longwire.ws.spi.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What a plug-in is given when a test makes it:
 *
 * <pre>{@code
 * var context = new FakePluginContext(new MapSettings().with("interval", Duration.ofSeconds(25)), loop);
 * Plugin plugin = new HeartbeatProvider().create(context);
 * }</pre>
 */
public final class FakePluginContext implements PluginContext {
    private final Settings settings;
    private final List<Loop> loops;
    private final RecordingMeter meter = new RecordingMeter();
    private final Map<String, Settings> subtrees = new LinkedHashMap<>();
    private final List<String> endpoints = new ArrayList<>();
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final Map<Class<?>, Object> services = new LinkedHashMap<>();

    /** A context with a plug-in's own settings and the loops of its connections. */
    public FakePluginContext(Settings settings, Loop... loops) {
        this.settings = settings;
        this.loops = List.of(loops);
    }

    /** Adds another subtree of {@code ws}. Returns this context. */
    public FakePluginContext with(String path, Settings subtree) {
        subtrees.put(path, subtree);
        return this;
    }

    /** Adds the path of an endpoint. Returns this context. */
    public FakePluginContext endpoint(String path) {
        endpoints.add(path);
        return this;
    }

    /** What the log was told so far. A copy. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** What was provided so far, by type. A copy. */
    public Map<Class<?>, Object> provided() {
        return Map.copyOf(services);
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public Settings settings(String path) {
        return subtrees.getOrDefault(path, new MapSettings());
    }

    @Override
    public List<Loop> loops() {
        return loops;
    }

    @Override
    public List<String> endpoints() {
        return List.copyOf(endpoints);
    }

    @Override
    public RecordingMeter meter() {
        return meter;
    }

    @Override
    public void warn(String sentence) {
        warnings.add(sentence);
    }

    @Override
    public <T> void provide(Class<T> type, T service) {
        if (services.putIfAbsent(type, service) != null) {
            throw new IllegalArgumentException(type.getName() + " is provided already");
        }
    }

    @Override
    public <T> Optional<T> service(Class<T> type) {
        return Optional.ofNullable(services.get(type)).map(type::cast);
    }
}
