package io.longwire.ws.runtime.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import io.longwire.ws.EffectiveConfiguration;
import io.longwire.ws.StartFailed;
import io.longwire.ws.spi.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The effective configuration: what was set in code wins over {@code CONFIG_FORCE_ws_...} of the environment, that over system
 * properties ({@code -Dws...}), those over a file, that over the {@code reference.conf} of every jar.
 */
public final class Configuration {
    private static final String ROOT = "ws";

    private static final Set<String> PARTS = Set.of("plugins", "transports", "extensions");
    private static final int FEW_EDITS = 3;
    private static final String IN_CODE = "set in code";

    private final Config whole;
    private final Reference reference;
    private final Findings findings;
    private final List<String> warnings = new ArrayList<>();

    private Configuration(Config whole, Reference reference, Findings findings) {
        this.whole = whole;
        this.reference = reference;
        this.findings = findings;
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
            return new Source(() -> {
                if (!Files.isReadable(file) || Files.isDirectory(file)) {
                    throw new StartFailed(
                            "There is no file " + file + " with the configuration, or it may not be read.");
                }
                return ConfigFactory.parseFile(file.toFile(), mustExist);
            });
        }

        /** What the application has read itself. */
        public static Source of(Config config) {
            return of(() -> config);
        }

        /** What the application reads itself, at each start and reload. */
        public static Source of(Supplier<Config> reader) {
            return new Source(reader);
        }
    }

    /**
     * Reads it all. Keys that no {@code reference.conf} knows are told by {@link #check}.
     *
     * @param overrides full keys with values
     * @throws StartFailed when a file cannot be read; the sentence names the place
     */
    public static Configuration load(Source source, Map<String, ?> overrides) {
        Reference reference = Reference.load();
        Findings findings = new Findings(reference);
        try {
            Config given = set(overrides, findings)
                    .withFallback(environmentOverrides())
                    .withFallback(systemProperties())
                    .withFallback(source.reader.get());
            Configuration configuration =
                    new Configuration(given.withFallback(reference.unresolved()).resolve(), reference, findings);
            configuration.findUnknown();
            return configuration;
        } catch (ConfigException e) {
            throw new StartFailed("The configuration cannot be read: " + e.getMessage(), e);
        }
    }

    /** The subtree {@code ws}. */
    public Settings root() {
        return new HoconSettings(whole.getConfig(ROOT), reference.defaults().getConfig(ROOT), ROOT, findings);
    }

    /** Every key that is known or set, with its value; secrets are masked. */
    public EffectiveConfiguration effective() {
        Map<String, ConfigValue> leaves = new TreeMap<>(Keys.flatten(whole.root()));
        List<EffectiveConfiguration.Setting> settings = new ArrayList<>();
        leaves.forEach((key, value) -> {
            if (key.startsWith(ROOT + ".")) {
                ConfigValue known = reference.leaves().get(key);
                boolean changed = known == null || !Keys.text(known).equals(Keys.text(value));
                settings.add(new EffectiveConfiguration.Setting(
                        key,
                        reference.shown(key, value, false),
                        known == null ? "" : reference.shown(key, known, false),
                        Origins.isReference(value.origin()) ? "default" : Origins.place(value.origin()),
                        changed));
            }
        });
        return new EffectiveConfiguration(settings);
    }

    /** The keys that have another value there, secrets too, or stand in only one of the two; sorted. */
    public List<String> differences(Configuration other) {
        Map<String, ConfigValue> here = Keys.flatten(whole.root());
        Map<String, ConfigValue> there = Keys.flatten(other.whole.root());
        Set<String> keys = new TreeSet<>(here.keySet());
        keys.addAll(there.keySet());
        keys.removeIf(key -> !key.startsWith(ROOT + ".") || text(here.get(key)).equals(text(there.get(key))));
        return List.copyOf(keys);
    }

    private static Optional<String> text(@Nullable ConfigValue value) {
        return Optional.ofNullable(value).map(Keys::text);
    }

    /** Whether a reload gives this key's value to new connections; the parts of an engine read theirs once. */
    public boolean isRenewed(String key) {
        return !PARTS.contains(ConfigUtil.splitPath(key).get(1)) && reference.isRenewed(key);
    }

    /** Notes what is configured for paths that no endpoint has. */
    public void refuseUnknownEndpoints(Collection<String> paths) {
        if (Keys.find(whole.root(), ROOT + ".endpoints") instanceof ConfigObject configured) {
            configured.forEach((path, value) -> {
                if (!paths.contains(path)) {
                    String known = paths.stream().sorted().collect(Collectors.joining(", "));
                    findings.add(
                            Origins.place(Keys.firstLeaf(value).origin()),
                            ROOT + ".endpoints." + ConfigUtil.quoteString(path),
                            "no endpoint has this path. There are: " + (known.isEmpty() ? "none" : known));
                }
            });
        }
    }

    /** What is odd but does not stop the start: unknown keys with {@code ws.config.strict = false}; a sentence each. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** Whether anything was wrong so far. */
    public boolean isWrong() {
        return !findings.isEmpty();
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

    private static Config set(Map<String, ?> overrides, Findings findings) {
        Config set = ConfigFactory.empty();
        for (Map.Entry<String, ?> entry : overrides.entrySet()) {
            String key = entry.getKey();
            try {
                if (!key.startsWith(ROOT + ".")) {
                    findings.add(IN_CODE, key, "is no key of Longwire; they begin with \"ws.\"");
                    continue;
                }
                set = set.withValue(key, ConfigValueFactory.fromAnyRef(entry.getValue(), IN_CODE));
            } catch (ConfigException.BadPath e) {
                findings.add(IN_CODE, key, "is not written as a key");
            } catch (ConfigException.BugOrBroken e) {
                String type = entry.getValue().getClass().getName();
                findings.add(IN_CODE, key, "expected a number, boolean, text, time or list of those, not a " + type);
            }
        }
        return set;
    }

    /** {@code CONFIG_FORCE_ws_server_port} and the like, when the JVM was started to heed them. */
    private static Config environmentOverrides() {
        return Boolean.getBoolean("config.override_with_env_vars")
                ? ConfigFactory.systemEnvironmentOverrides().withOnlyPath(ROOT)
                : ConfigFactory.empty();
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
        Set<String> known = reference.leaves().keySet();
        boolean strict = root().flag("config.strict");
        new TreeMap<>(Keys.flatten(whole.root())).forEach((key, value) -> {
            if (!key.startsWith(ROOT + ".") || Keys.isKnown(key, known)) {
                return;
            }
            if (known.stream().anyMatch(other -> other.startsWith(key + "."))) {
                findings.value(key, value, "expected a block { } of keys");
            } else if (strict) {
                findings.add(Origins.place(value.origin()), key, unknown(key, known));
            } else {
                warnings.add(Origins.place(value.origin()) + ": " + key + ": " + unknown(key, known));
            }
        });
    }

    /** A key of a part that is not there has no neighbour worth naming. */
    private static String unknown(String key, Set<String> known) {
        String nearest = Keys.nearest(key, known);
        List<String> names = ConfigUtil.splitPath(key);
        String part = names.size() < 4 ? "" : ConfigUtil.joinPath(names.subList(0, 3));
        if (PARTS.contains(names.get(1))
                && !part.isEmpty()
                && Keys.edits(key, nearest) > FEW_EDITS
                && known.stream().noneMatch(other -> other.startsWith(part + "."))) {
            return "unknown key: nothing on the class path is set by " + part
                    + ". Add the jar that is, or remove the key";
        }
        return "unknown key, did you mean \"" + nearest + "\"?";
    }
}
