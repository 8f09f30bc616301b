package io.longwire.ws;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What one outgoing connection asks for.
 *
 * @param subprotocols the subprotocols to offer, the preferred one first (RFC 6455, 4.1)
 * @param headers further headers of the request, for example {@code Authorization} or {@code Origin}
 * @param dispatch the thread of the handler's callbacks
 * @param overflow what happens to a message when too much waits
 */
public record ClientOptions(
        List<String> subprotocols, Map<String, List<String>> headers, Dispatch dispatch, Overflow overflow) {
    /** No subprotocol, no further header, {@link Dispatch#WORKER}, {@link Overflow#DISCONNECT}. */
    public static final ClientOptions DEFAULTS =
            new ClientOptions(List.of(), Map.of(), Dispatch.WORKER, Overflow.DISCONNECT);

    /**
     * @throws IllegalArgumentException when a subprotocol is no token or stands twice, or a header holds what may not be
     *     sent
     */
    public ClientOptions {
        Objects.requireNonNull(dispatch, "dispatch");
        Objects.requireNonNull(overflow, "overflow");
        subprotocols = List.copyOf(subprotocols);
        headers = Map.copyOf(headers);
        subprotocols.forEach(HeaderSyntax::requireToken);
        if (subprotocols.stream().distinct().count() != subprotocols.size()) {
            throw new IllegalArgumentException("a subprotocol is offered twice (RFC 6455, 4.1)");
        }
        headers.forEach((name, values) -> {
            HeaderSyntax.requireName(name);
            values.forEach(HeaderSyntax::requireValue);
        });
    }

    /** These options with other subprotocols. */
    public ClientOptions subprotocols(String... offered) {
        return new ClientOptions(List.of(offered), headers, dispatch, overflow);
    }

    /** These options with a header set; earlier values of that name are replaced. */
    public ClientOptions header(String name, String value) {
        Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        all.put(name, List.of(value));
        return new ClientOptions(subprotocols, all, dispatch, overflow);
    }

    /** These options with another dispatch. */
    public ClientOptions on(Dispatch other) {
        return new ClientOptions(subprotocols, headers, other, overflow);
    }

    /** These options with another policy for when too much waits to be sent. */
    public ClientOptions overflow(Overflow other) {
        return new ClientOptions(subprotocols, headers, dispatch, other);
    }
}
