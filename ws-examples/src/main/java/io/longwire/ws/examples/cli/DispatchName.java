package io.longwire.ws.examples.cli;

import io.longwire.ws.Dispatch;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@link Dispatch} as it is written on a command line: {@code worker} or {@code event-loop}. */
final class DispatchName implements ITypeConverter<Dispatch>, Iterable<String> {
    private static final List<String> NAMES = List.of("event-loop", "worker");

    @Override
    public Dispatch convert(String name) {
        if (!NAMES.contains(name)) {
            throw new TypeConversionException("expected event-loop or worker but was \"" + name + "\"");
        }
        return Dispatch.valueOf(name.replace('-', '_').toUpperCase(Locale.ROOT));
    }

    @Override
    public Iterator<String> iterator() {
        return NAMES.iterator();
    }
}
