package io.longwire.ws.examples.suite;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Which cases: numbers from 1.
 *
 * @param last as many as there are, when null
 */
record Cases(int first, @Nullable Integer last) {
    static final Cases ALL = new Cases(1, null);

    IntStream upTo(int count) {
        return IntStream.rangeClosed(first, last == null ? count : Math.min(last, count));
    }

    /** Reads {@code 7} and {@code 1-20}. */
    static final class Converter implements ITypeConverter<Cases> {
        @Override
        public Cases convert(String value) {
            if (!value.matches("[1-9][0-9]{0,5}(-[1-9][0-9]{0,5})?")) {
                throw new TypeConversionException("\"" + value + "\" is not a number or a range, as 1-20");
            }
            String[] ends = value.split("-", 2);
            return new Cases(Integer.parseInt(ends[0]), Integer.valueOf(ends[ends.length - 1]));
        }
    }
}
