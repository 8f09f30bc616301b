package io.longwire.ws.runtime.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.longwire.ws.spi.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A subtree of HOCON, read strictly. A wrong value becomes a finding and the default of the {@code reference.conf} is read in its
 * place, so that one start tells everything that is wrong.
 */
final class HoconSettings implements Settings {
    private final Config config;
    private final Config reference;
    private final String path;
    private final Findings findings;

    HoconSettings(Config config, Config reference, String path, Findings findings) {
        this.config = config;
        this.reference = reference;
        this.path = path;
        this.findings = findings;
    }

    @Override
    public boolean isSet(String key) {
        return config.hasPath(key) && !isWord(config, key, "off");
    }

    @Override
    public boolean flag(String key) {
        return read(key, "true or false", c -> c.getBoolean(key), any -> true);
    }

    @Override
    public int number(String key, int min, int max) {
        return read(key, "a whole number from " + min + " to " + max, c -> c.getInt(key), n -> n >= min && n <= max);
    }

    @Override
    public double decimal(String key, double min, double max) {
        return read(key, "a number from " + min + " to " + max, c -> c.getDouble(key), n -> n >= min && n <= max);
    }

    @Override
    public long bytes(String key, long min, long max) {
        boolean unlimited = max == Long.MAX_VALUE;
        String expected = "a size from " + min + " bytes to " + (unlimited ? "\"unlimited\"" : max + " bytes")
                + ", for example \"64 KiB\"";
        return read(
                key,
                expected,
                c -> unlimited && isWord(c, key, "unlimited") ? Long.MAX_VALUE : c.getBytes(key),
                n -> n >= min && n <= max);
    }

    @Override
    public Duration duration(String key, Duration min, Duration max) {
        return read(
                key,
                "a time from " + words(min) + " to " + words(max) + ", for example \"10 s\"",
                c -> c.getDuration(key),
                d -> d.compareTo(min) >= 0 && d.compareTo(max) <= 0);
    }

    @Override
    public Optional<Duration> optionalDuration(String key, Duration min, Duration max) {
        if (!isSet(key)) {
            return Optional.empty();
        }
        String expected =
                "a time from " + words(min) + " to " + words(max) + ", for example \"10 s\", or \"off\" for none";
        return read(
                key,
                expected,
                c -> c.hasPath(key) && !isWord(c, key, "off")
                        ? Optional.of(c.getDuration(key))
                        : Optional.<Duration>empty(),
                d -> d.isEmpty() || (d.get().compareTo(min) >= 0 && d.get().compareTo(max) <= 0));
    }

    @Override
    public String text(String key) {
        return read(key, "a text", c -> c.getString(key), any -> true);
    }

    @Override
    public String oneOf(String key, List<String> words) {
        return read(key, "one of " + String.join(", ", words), c -> c.getString(key), words::contains);
    }

    @Override
    public List<String> texts(String key) {
        return read(key, "a list of texts", c -> c.getStringList(key), any -> true);
    }

    @Override
    public Settings at(String key) {
        return new HoconSettings(below(config, key), below(reference, key), path + "." + key, findings);
    }

    private static Config below(Config config, String key) {
        return config.hasPath(key) && config.getValue(key).valueType() == ConfigValueType.OBJECT
                ? config.getConfig(key)
                : ConfigFactory.empty();
    }

    @Override
    public RuntimeException refuse(String key, String sentence) {
        if (config.hasPath(key)) {
            ConfigValue value = config.getValue(key);
            findings.add(value.origin(), subject(key, value), sentence);
        } else {
            findings.add("configuration", path + "." + key, sentence);
        }
        return findings.failure();
    }

    private <T> T read(String key, String expected, Function<Config, T> reader, Predicate<T> inRange) {
        if (!config.hasPath(key)) {
            findings.add("configuration", path + "." + key, "has no value and no default; set it");
            throw findings.failure();
        }
        Optional<T> read = tryRead(config, reader).filter(inRange);
        if (read.isPresent()) {
            return read.get();
        }
        ConfigValue value = config.getValue(key);
        findings.add(value.origin(), subject(key, value), "expected " + expected);
        return tryRead(reference, reader).orElseThrow(findings::failure);
    }

    /** Empty when the value is not there or of another type. */
    private static <T> Optional<T> tryRead(Config config, Function<Config, T> reader) {
        try {
            return Optional.of(reader.apply(config));
        } catch (ConfigException wrong) {
            return Optional.empty();
        }
    }

    private String subject(String key, ConfigValue value) {
        Object plain = value.unwrapped();
        return path + "." + key + " = " + (plain instanceof String ? "\"" + plain + "\"" : plain);
    }

    private static boolean isWord(Config config, String key, String word) {
        if (!config.hasPath(key)) {
            return false;
        }
        Object value = config.getValue(key).unwrapped();
        return word.equals(value) || (word.equals("off") && Boolean.FALSE.equals(value));
    }

    private static String words(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1000 != 0) {
            return millis + " ms";
        }
        long seconds = millis / 1000;
        return seconds % 3600 == 0 && seconds > 0 ? seconds / 3600 + " h" : seconds + " s";
    }
}
