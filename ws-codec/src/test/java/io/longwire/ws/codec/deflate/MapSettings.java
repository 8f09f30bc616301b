package io.longwire.ws.codec.deflate;

import io.longwire.ws.spi.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings from keys and values, with the defaults of {@code reference.conf} below them. */
public final class MapSettings implements Settings {
    private final Map<String, Object> values = new HashMap<>(Map.of(
            "level", 3,
            "threshold", 200,
            "history", 1024,
            "server-max-window-bits", 15,
            "client-max-window-bits", 15,
            "server-no-context-takeover", false,
            "client-no-context-takeover", false,
            "native-memory", 256 << 20,
            "park-after", Duration.ofSeconds(10)));

    public static MapSettings of(Object... keysAndValues) {
        MapSettings settings = new MapSettings();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            if (settings.values.put((String) keysAndValues[i], keysAndValues[i + 1]) == null) {
                throw new AssertionError("no such key: " + keysAndValues[i]);
            }
        }
        return settings;
    }

    @Override
    public boolean flag(String key) {
        return (Boolean) value(key);
    }

    @Override
    public int number(String key, int min, int max) {
        return (int) bytes(key, min, max);
    }

    @Override
    public long bytes(String key, long min, long max) {
        long number = ((Number) value(key)).longValue();
        if (number < min || number > max) {
            throw refuse(key, "out of range");
        }
        return number;
    }

    @Override
    public String text(String key) {
        return value(key).toString();
    }

    @Override
    public RuntimeException refuse(String key, String sentence) {
        return new IllegalArgumentException(key + " " + sentence);
    }

    @Override
    public boolean isSet(String key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public double decimal(String key, double min, double max) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Duration duration(String key, Duration min, Duration max) {
        Duration duration = (Duration) value(key);
        if (duration.compareTo(min) < 0 || duration.compareTo(max) > 0) {
            throw refuse(key, "out of range");
        }
        return duration;
    }

    @Override
    public Optional<Duration> optionalDuration(String key, Duration min, Duration max) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String oneOf(String key, List<String> words) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> texts(String key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Settings at(String key) {
        throw new UnsupportedOperationException();
    }

    private Object value(String key) {
        Object value = values.get(key);
        if (value == null) {
            throw new AssertionError("no such key: " + key);
        }
        return value;
    }
}
