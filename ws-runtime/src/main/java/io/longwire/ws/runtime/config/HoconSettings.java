package io.longwire.ws.runtime.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.longwire.ws.spi.Settings;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A subtree of HOCON, read strictly. A wrong value becomes a finding and the default of the {@code reference.conf} is read in its
 * place, so that one start tells everything that is wrong.
 */
final class HoconSettings implements Settings {
    private static final String OFF = "off";
    private static final String UNLIMITED = "unlimited";

    private final Config config;
    private final Config defaults;
    private final String path;
    private final Findings findings;

    /** Words that keys may have besides their range, as they were asked for. */
    private final Map<String, Set<String>> words = new HashMap<>();

    HoconSettings(Config config, Config defaults, String path, Findings findings) {
        this.config = config;
        this.defaults = defaults;
        this.path = path;
        this.findings = findings;
    }

    @Override
    public boolean isSet(String key) {
        return isSet(config, key);
    }

    private static boolean isSet(Config config, String key) {
        return config.hasPath(key) && !isWord(config, key, OFF);
    }

    @Override
    public boolean isWord(String key, String word) {
        synchronized (words) {
            words.computeIfAbsent(key, any -> new TreeSet<>()).add(word);
        }
        return isWord(config, key, word);
    }

    private static boolean isWord(Config config, String key, String word) {
        if (!config.hasPath(key)) {
            return false;
        }
        Object value = config.getValue(key).unwrapped();
        return word.equals(value) || (word.equals(OFF) && Boolean.FALSE.equals(value));
    }

    @Override
    public boolean flag(String key) {
        return read(key, () -> "true or false", c -> c.getBoolean(key), any -> true);
    }

    @Override
    public int number(String key, int min, int max) {
        boolean unlimited = max == Integer.MAX_VALUE;
        return read(
                key,
                () -> "a whole number from " + range(key, Ranges.count(min), Ranges.count(max)),
                c -> unlimited && isWord(c, key, UNLIMITED) ? Integer.MAX_VALUE : whole(c, key),
                n -> n >= min && n <= max);
    }

    /** The library would take 1.5 for 1, and NaN for 0. */
    private static int whole(Config config, String key) {
        double number = config.getDouble(key);
        if (number != Math.rint(number)) {
            throw new ConfigException.BadValue(config.origin(), key, "not a whole number");
        }
        return config.getInt(key);
    }

    @Override
    public double decimal(String key, double min, double max) {
        return read(
                key,
                () -> "a number from " + range(key, Ranges.decimal(min), Ranges.decimal(max)),
                c -> c.getDouble(key),
                n -> n >= min && n <= max);
    }

    @Override
    public long bytes(String key, long min, long max) {
        boolean unlimited = max == Long.MAX_VALUE;
        return read(
                key,
                () -> "a size from " + range(key, Ranges.size(min), Ranges.size(max)) + "; for example \"64 KiB\"",
                c -> unlimited && isWord(c, key, UNLIMITED) ? Long.MAX_VALUE : c.getBytes(key),
                n -> n >= min && n <= max);
    }

    @Override
    public Duration duration(String key, Duration min, Duration max) {
        return read(
                key,
                () -> "a time from " + range(key, Ranges.time(min), Ranges.time(max)) + "; for example \"10 s\"",
                c -> c.getDuration(key),
                d -> d.compareTo(min) >= 0 && d.compareTo(max) <= 0);
    }

    @Override
    public Optional<Duration> optionalDuration(String key, Duration min, Duration max) {
        if (isWord(key, OFF) || !isSet(key)) {
            return Optional.empty();
        }
        return read(
                key,
                () -> "a time from " + range(key, Ranges.time(min), Ranges.time(max)) + "; for example \"10 s\"",
                c -> isSet(c, key) ? Optional.of(c.getDuration(key)) : Optional.<Duration>empty(),
                d -> d.isEmpty() || (d.get().compareTo(min) >= 0 && d.get().compareTo(max) <= 0));
    }

    @Override
    public String text(String key) {
        return read(key, () -> "a text", c -> c.getString(key), any -> true);
    }

    @Override
    public String oneOf(String key, List<String> words) {
        return read(key, () -> "one of " + String.join(", ", words), c -> c.getString(key), words::contains);
    }

    @Override
    public List<String> texts(String key) {
        return read(key, () -> "a list of texts, or a text with commas", c -> list(c, key), any -> true);
    }

    /** An environment variable or a system property can hold only a text. */
    private static List<String> list(Config config, String key) {
        if (config.getValue(key).valueType() != ConfigValueType.STRING) {
            return config.getStringList(key);
        }
        return Arrays.stream(config.getString(key).split(","))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    @Override
    public Settings at(String key) {
        return new HoconSettings(below(config, key), below(defaults, key), path + "." + key, findings);
    }

    @Override
    public Map<String, Settings> blocks() {
        Map<String, Settings> blocks = new TreeMap<>();
        config.root().forEach((name, value) -> {
            if (value instanceof ConfigObject block) {
                String quoted = ConfigUtil.joinPath(name); // quoted where it must be
                Config usual = below(config, Keys.DEFAULT);
                blocks.put(
                        name,
                        new HoconSettings(
                                block.toConfig().withFallback(usual),
                                below(defaults, Keys.DEFAULT),
                                path + "." + quoted,
                                findings));
            }
        });
        return blocks;
    }

    private static Config below(Config config, String key) {
        return config.hasPath(key) && config.getValue(key).valueType() == ConfigValueType.OBJECT
                ? config.getConfig(key)
                : ConfigFactory.empty();
    }

    @Override
    public RuntimeException refuse(String key, String sentence) {
        findings.value(path + "." + key, Keys.find(config.root(), key), sentence);
        return findings.failure();
    }

    private String range(String key, String low, String high) {
        synchronized (words) {
            return Ranges.of(low, high, words.getOrDefault(key, Set.of()));
        }
    }

    private <T> T read(String key, Supplier<String> expected, Function<Config, T> reader, Predicate<T> inRange) {
        Optional<T> read = tryRead(config, reader).filter(inRange);
        if (read.isPresent()) {
            return read.get();
        }
        ConfigValue value = Keys.find(config.root(), key);
        if (value != null) {
            findings.value(path + "." + key, value, "expected " + expected.get());
        } else if (!defaults.hasPath(key)) {
            findings.value(path + "." + key, null, "has no value and no default; set it");
        }
        // Else what stands in the place of the block it belongs to is told as an unknown key.
        return tryRead(defaults, reader).orElseThrow(findings::failure);
    }

    /** Empty when the value is not there or of another type. */
    private static <T> Optional<T> tryRead(Config config, Function<Config, T> reader) {
        try {
            return Optional.of(reader.apply(config));
        } catch (ConfigException wrong) {
            return Optional.empty();
        }
    }
}
