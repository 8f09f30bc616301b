package io.longwire.ws.runtime.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValueFactory;
import io.longwire.ws.StartFailed;
import io.longwire.ws.spi.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The effective configuration: what was set in code wins over system properties ({@code -Dws...}), those over a file, that over
 * the {@code reference.conf} of every jar.
 */
public final class Configuration {
    private static final String ROOT = "ws";

    private final Config whole;
    private final Config reference;
    private final Findings findings = new Findings();

    private Configuration(Config whole, Config reference) {
        this.whole = whole;
        this.reference = reference;
    }

    /** Where the application's own settings come from. */
    public static final class Source {
        /** There are none. */
        public static final Source NONE = new Source(ConfigFactory::empty);

        private final Supplier<Config> reader;

        private Source(Supplier<Config> reader) {
            this.reader = reader;
        }

        /** A HOCON file. */
        public static Source file(Path file) {
            ConfigParseOptions mustExist = ConfigParseOptions.defaults().setAllowMissing(false);
            return new Source(() -> ConfigFactory.parseFile(file.toFile(), mustExist));
        }

        /** What the application has read itself. */
        public static Source of(Config config) {
            return new Source(() -> config);
        }
    }

    /**
     * Reads it all. Keys that no {@code reference.conf} knows are told by {@link #check}.
     *
     * @param overrides full keys with values
     * @throws StartFailed when a file cannot be read; the sentence names the place
     */
    public static Configuration load(Source source, Map<String, ?> overrides) {
        try {
            Config reference = reference();
            Config own = ConfigFactory.empty();
            for (Map.Entry<String, ?> entry : overrides.entrySet()) {
                own = own.withValue(entry.getKey(), ConfigValueFactory.fromAnyRef(entry.getValue(), "set in code"));
            }
            Config given = own.withFallback(systemProperties()).withFallback(source.reader.get());
            Configuration configuration =
                    new Configuration(given.withFallback(reference).resolve(), reference.resolve());
            configuration.findUnknown();
            return configuration;
        } catch (ConfigException e) {
            throw new StartFailed("The configuration cannot be read: " + e.getMessage(), e);
        }
    }

    /** The subtree {@code ws}. */
    public Settings root() {
        return new HoconSettings(whole.getConfig(ROOT), reference.getConfig(ROOT), ROOT, findings);
    }

    /**
     * Whether a plug-in or extension is to be made: its {@code enabled} says so, or it has none.
     *
     * @param subtree below {@code ws}, for example {@code plugins.heartbeat}
     */
    public boolean isEnabled(String subtree) {
        return !whole.hasPath(ROOT + "." + subtree + ".enabled")
                || root().at(subtree).flag("enabled");
    }

    /**
     * Called when everything was read.
     *
     * @throws StartFailed when anything was wrong; it tells all of it, with file, line and what would be right
     */
    public void check() {
        findings.check();
    }

    private static Config reference() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassLoader own = Configuration.class.getClassLoader();
        Config found = ConfigFactory.parseResources(own, "reference.conf");
        return context == null || context == own
                ? found
                : ConfigFactory.parseResources(context, "reference.conf").withFallback(found);
    }

    private static Config systemProperties() {
        Properties ours = new Properties();
        for (String name : System.getProperties().stringPropertyNames()) {
            if (name.startsWith(ROOT + ".")) {
                ours.setProperty(name, System.getProperty(name));
            }
        }
        return ConfigFactory.parseProperties(
                ours, ConfigParseOptions.defaults().setOriginDescription("system property"));
    }

    private void findUnknown() {
        Set<String> known = Keys.flatten(reference.root()).keySet();
        new TreeMap<>(Keys.flatten(whole.root())).forEach((key, value) -> {
            if (key.startsWith(ROOT + ".") && !Keys.isKnown(key, known)) {
                String nearest = Keys.nearest(key, known);
                findings.add(value.origin(), key, "unknown key, did you mean \"" + nearest + "\"?");
            }
        });
    }
}
