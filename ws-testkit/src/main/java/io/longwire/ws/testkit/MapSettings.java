package io.longwire.ws.testkit;

import io.longwire.ws.StartFailed;
import io.longwire.ws.spi.Settings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Settings that a test writes down, with the promises of the real ones: a value that is missing, of the wrong type or out of
 * range is refused.
 *
 * <pre>{@code
 * new MapSettings().with("enabled", true).with("interval", Duration.ofSeconds(25)).with("idle-timeout", null)
 * }</pre>
 *
 * <p>Values are Boolean, Number, Duration, String, List of String, or another MapSettings for a subtree; null stands for "no
 * default" and for {@code off}.
 */
public final class MapSettings implements Settings {
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    /** Settings without any key. */
    public MapSettings() {}

    /** Sets a key. Returns these settings. */
    public MapSettings with(String key, @Nullable Object value) {
        values.put(key, value);
        return this;
    }

    @Override
    public boolean isSet(String key) {
        if (!values.containsKey(key)) {
            throw refuse(key, "the key is unknown");
        }
        return values.get(key) != null;
    }

    @Override
    public boolean flag(String key) {
        return value(key, Boolean.class);
    }

    @Override
    public int number(String key, int min, int max) {
        return within(key, value(key, Integer.class), min, max);
    }

    @Override
    public double decimal(String key, double min, double max) {
        return within(key, value(key, Number.class).doubleValue(), min, max);
    }

    @Override
    public long bytes(String key, long min, long max) {
        return within(key, value(key, Number.class).longValue(), min, max);
    }

    @Override
    public Duration duration(String key, Duration min, Duration max) {
        return within(key, value(key, Duration.class), min, max);
    }

    @Override
    public Optional<Duration> optionalDuration(String key, Duration min, Duration max) {
        return isSet(key) ? Optional.of(duration(key, min, max)) : Optional.empty();
    }

    @Override
    public String text(String key) {
        return isSet(key) && values.get(key) instanceof Number number ? number.toString() : value(key, String.class);
    }

    @Override
    public String oneOf(String key, List<String> words) {
        String word = text(key);
        if (!words.contains(word)) {
            throw refuse(key, word + " is none of " + words);
        }
        return word;
    }

    @Override
    public List<String> texts(String key) {
        List<?> list = value(key, List.class);
        return list.stream().map(String.class::cast).toList();
    }

    @Override
    public Settings at(String key) {
        return value(key, MapSettings.class);
    }

    @Override
    public Map<String, Settings> blocks() {
        Map<String, Settings> blocks = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (value instanceof MapSettings block) {
                blocks.put(name, block);
            }
        });
        return blocks;
    }

    /** A {@link StartFailed} that names the key and ends in the sentence. */
    @Override
    public RuntimeException refuse(String key, String sentence) {
        return new StartFailed(key + ": " + sentence);
    }

    private <T> T value(String key, Class<T> type) {
        Object value = isSet(key) ? values.get(key) : null;
        if (!type.isInstance(value)) {
            throw refuse(key, value + " is not a " + type.getSimpleName());
        }
        return type.cast(value);
    }

    private <T extends Comparable<T>> T within(String key, T value, T min, T max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw refuse(key, value + " is not within " + min + " and " + max);
        }
        return value;
    }
}
