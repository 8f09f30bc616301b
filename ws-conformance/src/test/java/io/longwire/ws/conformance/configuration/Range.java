package io.longwire.ws.conformance.configuration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The range of a key, read from its comment: {@code 64 to 1 MiB}, {@code 10 ms to 24 h, or off}, {@code true or false}, words with
 * commas, or a sentence that no program understands.
 *
 * @param outside values that are out of it
 * @param sentence what the refusal of such a value must contain
 */
record Range(List<String> outside, String sentence) {
    private static final Pattern INTERVAL =
            Pattern.compile("(\\S+(?: \\S+)?) to (\\S+(?: [^\\s,]+)?)((?:, or [a-z]+)*)");
    private static final Pattern WORDS = Pattern.compile("[a-z_-]+(, [a-z_-]+)+|true or false");
    private static final String ONLY_A_WORD = "sideways";

    static Range of(Key key) {
        String text = key.fact("Range").replace(", or null", "");
        Matcher interval = INTERVAL.matcher(text);
        if (interval.matches()) {
            String low = interval.group(1);
            String high = interval.group(2);
            List<String> outside = new ArrayList<>(List.of(ONLY_A_WORD, beyond(low, key.fact("Unit"), -1)));
            if (!high.equals("unlimited")) {
                outside.add(beyond(high, key.fact("Unit"), 1));
            }
            return new Range(outside, "from " + text);
        }
        return WORDS.matcher(text).matches() ? new Range(List.of(ONLY_A_WORD), text) : new Range(List.of(), "");
    }

    /** One step over the edge. */
    private static String beyond(String edge, String unit, int direction) {
        Config config = ConfigFactory.parseMap(Map.of("edge", edge));
        return switch (unit) {
            case "bytes" -> config.getBytes("edge") + direction + " B";
            case "time" ->
                config.getDuration("edge").plus(Duration.ofMillis(direction)).toMillis() + " ms";
            default ->
                edge.contains(".")
                        ? String.valueOf(config.getDouble("edge") + 0.01 * direction)
                        : String.valueOf(config.getLong("edge") + direction);
        };
    }
}
