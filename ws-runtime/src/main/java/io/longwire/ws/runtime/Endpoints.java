package io.longwire.ws.runtime;

import io.longwire.ws.ConnectionHandler;
import io.longwire.ws.Dispatch;
import io.longwire.ws.EndpointProvider;
import io.longwire.ws.Handshake;
import io.longwire.ws.Overflow;
import io.longwire.ws.runtime.config.Configuration;
import io.longwire.ws.spi.Settings;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Endpoints made from a path and a supplier, and what configuration says of any endpoint. */
final class Endpoints {
    private static final List<String> DISPATCHES = words(Dispatch.values());
    private static final List<String> POLICIES = words(Overflow.values());

    private final IdentityHashMap<EndpointProvider, Dispatch> dispatch = new IdentityHashMap<>();
    private final IdentityHashMap<EndpointProvider, Overflow> overflow = new IdentityHashMap<>();

    /** Reads {@code ws.endpoints}; a path that no endpoint has is refused. */
    Endpoints(Configuration configuration, List<EndpointProvider> endpoints) {
        configuration.refuseUnknownEndpoints(
                endpoints.stream().map(EndpointProvider::path).toList());
        Settings overrides = configuration.root().at("endpoints");
        for (EndpointProvider endpoint : endpoints) {
            Settings own = overrides.at("\"" + endpoint.path() + "\"");
            dispatch.put(endpoint, word(own, "dispatch", DISPATCHES, Dispatch.class, endpoint.dispatch()));
            overflow.put(endpoint, word(own, "overflow", POLICIES, Overflow.class, endpoint.overflow()));
        }
    }

    private static List<String> words(Enum<?>[] values) {
        return Stream.of(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }

    private static <E extends Enum<E>> E word(
            Settings own, String key, List<String> words, Class<E> type, E otherwise) {
        if (!own.isSet(key)) {
            return otherwise;
        }
        String word = own.text(key);
        if (!words.contains(word)) {
            EngineSettings.refuse(own, key, "expected one of " + String.join(", ", words));
            return otherwise;
        }
        return Enum.valueOf(type, word.replace('-', '_').toUpperCase(Locale.ROOT));
    }

    /** The thread of an endpoint's callbacks: {@code ws.endpoints."<path>".dispatch}, else what the endpoint says. */
    Dispatch dispatch(EndpointProvider endpoint) {
        return dispatch.getOrDefault(endpoint, endpoint.dispatch());
    }

    /** What happens when too much waits: {@code ws.endpoints."<path>".overflow}, else what the endpoint says. */
    Overflow overflow(EndpointProvider endpoint) {
        return overflow.getOrDefault(endpoint, endpoint.overflow());
    }

    static EndpointProvider of(
            String path, Dispatch dispatch, Overflow overflow, Supplier<? extends ConnectionHandler> handler) {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(dispatch, "dispatch");
        Objects.requireNonNull(overflow, "overflow");
        Objects.requireNonNull(handler, "handler");
        return new EndpointProvider() {
            @Override
            public String path() {
                return path;
            }

            @Override
            public Dispatch dispatch() {
                return dispatch;
            }

            @Override
            public Overflow overflow() {
                return overflow;
            }

            @Override
            public ConnectionHandler open(Handshake handshake) {
                return handler.get();
            }
        };
    }
}
