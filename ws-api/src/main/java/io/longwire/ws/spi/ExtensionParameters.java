package io.longwire.ws.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One element of a {@code Sec-WebSocket-Extensions} header (RFC 6455, 9.1): a name and its parameters in order, as they were
 * sent (the same name may stand twice).
 *
 * @param name the registered extension token
 * @param parameters the parameters
 */
public record ExtensionParameters(String name, List<Parameter> parameters) {
    /**
     * A parameter.
     *
     * @param name a token
     * @param value its value, without quotes, or null when it has none
     */
    public record Parameter(String name, @Nullable String value) {
        public Parameter {
            Objects.requireNonNull(name, "name");
        }
    }

    public ExtensionParameters {
        Objects.requireNonNull(name, "name");
        parameters = List.copyOf(parameters);
    }

    /** An extension without parameters. */
    public static ExtensionParameters of(String name) {
        return new ExtensionParameters(name, List.of());
    }

    /** These and one more parameter without a value. */
    public ExtensionParameters with(String parameter) {
        return plus(new Parameter(parameter, null));
    }

    /** These and one more parameter. */
    public ExtensionParameters with(String parameter, String value) {
        return plus(new Parameter(parameter, Objects.requireNonNull(value, "value")));
    }

    /** Whether the parameter is there, with or without a value. */
    public boolean has(String parameter) {
        return parameters.stream().anyMatch(p -> p.name().equals(parameter));
    }

    /** The value of the first parameter of that name, empty when it is not there or has none. */
    public Optional<String> value(String parameter) {
        return parameters.stream()
                .filter(p -> p.name().equals(parameter))
                .findFirst()
                .map(Parameter::value);
    }

    private ExtensionParameters plus(Parameter parameter) {
        List<Parameter> more = new ArrayList<>(parameters);
        more.add(parameter);
        return new ExtensionParameters(name, more);
    }
}
