package io.longwire.ws.benchmarks.compare;

import io.longwire.ws.benchmarks.server.Contestant;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Values by what their {@code toString} gives. */
abstract sealed class Names<T> implements ITypeConverter<T>, Iterable<String> {
    private final List<T> values;

    private Names(List<T> values) {
        this.values = values;
    }

    @Override
    public T convert(String name) {
        return values.stream()
                .filter(value -> value.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("there is no \"" + name + "\""));
    }

    @Override
    public Iterator<String> iterator() {
        return values.stream().map(Object::toString).iterator();
    }

    static final class Contestants extends Names<Contestant> {
        Contestants() {
            super(List.of(Contestant.values()));
        }
    }

    static final class Cases extends Names<Case> {
        Cases() {
            super(List.of(Case.values()));
        }
    }
}
