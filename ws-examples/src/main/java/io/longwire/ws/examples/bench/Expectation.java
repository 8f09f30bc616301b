package io.longwire.ws.examples.bench;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * What is demanded of the times, for example {@code p99<20ms} or {@code max<1s}.
 *
 * @param text as it was written
 * @param percentile from 0 to 100
 * @param nanos the time must be shorter
 */
record Expectation(String text, double percentile, long nanos) {
    private static final Pattern FORM = Pattern.compile("(?:p(\\d{1,2}(?:\\.\\d+)?)|max)<(\\d+(?:\\.\\d+)?)(us|ms|s)");
    private static final Map<String, Long> UNITS = Map.of("us", 1_000L, "ms", 1_000_000L, "s", 1_000_000_000L);

    static Expectation parse(String text) {
        Matcher matcher = FORM.matcher(text.replace(" ", ""));
        if (!matcher.matches()) {
            throw new TypeConversionException(
                    "expected for example p99<20ms, p99.9<1s or max<500us, but was \"" + text + "\"");
        }
        String percentile = matcher.group(1);
        return new Expectation(text, percentile == null ? 100 : Double.parseDouble(percentile), (long)
                (Double.parseDouble(matcher.group(2)) * UNITS.getOrDefault(matcher.group(3), 1L)));
    }

    /** Whether it holds; nothing holds of no times. */
    boolean holds(Histogram times) {
        return times.getTotalCount() > 0 && times.getValueAtPercentile(percentile) < nanos;
    }

    static final class Converter implements ITypeConverter<Expectation> {
        @Override
        public Expectation convert(String text) {
            return parse(text);
        }
    }
}
