package io.longwire.ws;

import java.util.List;

/**
 * What a server or client is set to: every key under {@code ws} with the value it has, and where that comes from. {@link
 * #toString()} is a table in plain text.
 *
 * @param settings sorted by key
 */
public record EffectiveConfiguration(List<Setting> settings) {
    /**
     * A key and its value.
     *
     * @param key the full key, for example {@code ws.limits.message}
     * @param value as HOCON writes it, strings without quotes; {@code ***} in place of a secret
     * @param byDefault the value in the {@code reference.conf}; empty for a key that is in none, as those of an endpoint
     * @param origin where the value was set: a file with its line, {@code set in code}, {@code system property}, an environment
     *     variable, or {@code default}
     * @param changed whether the value is another than the default
     */
    public record Setting(String key, String value, String byDefault, String origin, boolean changed) {}

    public EffectiveConfiguration {
        settings = List.copyOf(settings);
    }

    /** The settings that are another than their default. */
    public EffectiveConfiguration changed() {
        return new EffectiveConfiguration(
                settings.stream().filter(Setting::changed).toList());
    }

    /** A line of headings and a line for each setting, in columns; changed ones begin with {@code *}. */
    @Override
    public String toString() {
        int keys = width(settings.stream().map(Setting::key).toList(), 3);
        int values = width(settings.stream().map(Setting::value).toList(), 5);
        int defaults = width(settings.stream().map(Setting::byDefault).toList(), 7);
        String format = "%s %-" + keys + "s  %-" + values + "s  %-" + defaults + "s  %s%n";
        StringBuilder table = new StringBuilder(format.formatted(" ", "key", "value", "default", "origin"));
        for (Setting s : settings) {
            table.append(format.formatted(s.changed() ? "*" : " ", s.key(), s.value(), s.byDefault(), s.origin()));
        }
        return table.toString();
    }

    private static int width(List<String> column, int least) {
        return column.stream().mapToInt(String::length).reduce(least, Math::max);
    }
}
