package io.longwire.ws.runtime;

import io.longwire.ws.ConnectionHandler;
import io.longwire.ws.Dispatch;
import io.longwire.ws.EndpointProvider;
import io.longwire.ws.Handshake;
import io.longwire.ws.runtime.config.Configuration;
import io.longwire.ws.spi.Settings;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** Endpoints made from a path and a supplier, and what configuration says of any endpoint. */
final class Endpoints {
    private static final List<String> WORDS = List.of("worker", "event-loop");

    private final IdentityHashMap<EndpointProvider, Dispatch> dispatch = new IdentityHashMap<>();

    /** Reads {@code ws.endpoints}; a path that no endpoint has is refused. */
    Endpoints(Configuration configuration, List<EndpointProvider> endpoints) {
        configuration.refuseUnknownEndpoints(
                endpoints.stream().map(EndpointProvider::path).toList());
        Settings overrides = configuration.root().at("endpoints");
        for (EndpointProvider endpoint : endpoints) {
            dispatch.put(endpoint, dispatch(overrides, endpoint));
        }
    }

    private static Dispatch dispatch(Settings overrides, EndpointProvider endpoint) {
        Settings own = overrides.at("\"" + endpoint.path() + "\"");
        if (!own.isSet("dispatch")) {
            return endpoint.dispatch();
        }
        String word = own.text("dispatch");
        if (!WORDS.contains(word)) {
            EngineSettings.refuse(own, "dispatch", "expected one of " + String.join(", ", WORDS));
        }
        return word.equals("event-loop") ? Dispatch.EVENT_LOOP : Dispatch.WORKER;
    }

    /** The thread of an endpoint's callbacks: {@code ws.endpoints."<path>".dispatch}, else what the endpoint says. */
    Dispatch dispatch(EndpointProvider endpoint) {
        return dispatch.getOrDefault(endpoint, endpoint.dispatch());
    }

    static EndpointProvider of(String path, Dispatch dispatch, Supplier<? extends ConnectionHandler> handler) {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(dispatch, "dispatch");
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
            public ConnectionHandler open(Handshake handshake) {
                return handler.get();
            }
        };
    }
}
