package io.longwire.ws.runtime;

import io.longwire.ws.ConnectionHandler;
import io.longwire.ws.Dispatch;
import io.longwire.ws.EndpointProvider;
import io.longwire.ws.Handshake;
import io.longwire.ws.spi.Settings;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** Endpoints made from a path and a supplier, and what configuration says of any endpoint. */
final class Endpoints {
    private static final List<String> WORDS = List.of("worker", "event-loop");

    private final Settings overrides;

    Endpoints(Settings overrides) {
        this.overrides = overrides;
    }

    /** The thread of an endpoint's callbacks: {@code ws.endpoints."<path>".dispatch}, else what the endpoint says. */
    Dispatch dispatch(EndpointProvider endpoint) {
        Settings own = overrides.at("\"" + endpoint.path() + "\"");
        if (!own.isSet("dispatch")) {
            return endpoint.dispatch();
        }
        return own.oneOf("dispatch", WORDS).equals("worker") ? Dispatch.WORKER : Dispatch.EVENT_LOOP;
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
