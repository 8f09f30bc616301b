package io.longwire.ws.examples.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.longwire.ws.StartFailed;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The settings of an engine, as server or client. An option wins over a JVM property, and that over the file. */
public final class EngineOptions {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--transport",
            paramLabel = "NAME",
            description = "What moves the bytes: netty or nio (ws.transport).")
    private @Nullable String transport;

    @Option(names = "--config", paramLabel = "FILE", description = "A HOCON file with settings.")
    private @Nullable Path file;

    private final Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "-D",
            paramLabel = "ws.KEY=VALUE",
            description = "Any setting, for example -Dws.limits.message=4MiB; java -Dws... does the same.")
    void settings(Map<String, String> given) {
        given.forEach((key, value) -> {
            if (!key.startsWith("ws.") || value == null) {
                throw new ParameterException(
                        commandSpec().commandLine(),
                        "-D sets keys that begin with \"ws.\", as -Dws.limits.message=4MiB");
            }
        });
        settings.clear();
        settings.putAll(given);
    }

    /** Hands everything to a builder. */
    public void applyTo(Consumer<Path> config, BiConsumer<String, Object> set) {
        applyTo(config, set, Map.of());
    }

    /** Hands everything to a builder, and of the other settings those that are set nowhere else. */
    public void applyTo(Consumer<Path> config, BiConsumer<String, Object> set, Map<String, Object> others) {
        if (!others.isEmpty()) {
            Config effective = effective(ConfigFactory.parseMap(others));
            others.keySet().stream()
                    .filter(effective::hasPath)
                    .forEach(key -> set.accept(key, effective.getValue(key).unwrapped()));
        }
        if (file != null) {
            config.accept(file);
        }
        options().forEach(set);
    }

    /** Whether a file was named. */
    boolean hasFile() {
        return file != null;
    }

    /** What options and JVM properties say, then the file, then the others, then the defaults. */
    private Config effective(Config others) {
        try {
            Config set = ConfigFactory.parseMap(overrides());
            Config read = file == null ? ConfigFactory.empty() : ConfigFactory.parseFile(file.toFile());
            return set.withFallback(read)
                    .withFallback(others)
                    .withFallback(ConfigFactory.defaultReferenceUnresolved())
                    .resolve();
        } catch (ConfigException e) {
            throw new StartFailed(String.valueOf(e.getMessage()), e);
        }
    }

    /** What was set by options and JVM properties, by key. */
    Map<String, String> overrides() {
        Map<String, String> all = new TreeMap<>();
        System.getProperties().stringPropertyNames().stream()
                .filter(key -> key.startsWith("ws."))
                .forEach(key -> all.put(key, System.getProperty(key)));
        all.putAll(options());
        return all;
    }

    private Map<String, String> options() {
        Map<String, String> all = new TreeMap<>(settings);
        if (transport != null) {
            all.put("ws.transport", transport);
        }
        return all;
    }

    /** The name of the transport that will be chosen, wherever that is set. */
    String chosenTransport() {
        String name = effective(ConfigFactory.empty()).getString("ws.transport");
        // What the engine takes when several are there, as they are here.
        return name.equals("auto") ? "netty" : name;
    }

    private CommandSpec commandSpec() {
        return require(spec);
    }

    static CommandSpec require(@Nullable CommandSpec spec) {
        if (spec == null) {
            throw new IllegalStateException("picocli sets this before a command runs");
        }
        return spec;
    }
}
