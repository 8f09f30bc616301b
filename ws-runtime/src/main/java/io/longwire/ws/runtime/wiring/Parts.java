package io.longwire.ws.runtime.wiring;

import io.longwire.ws.EndpointProvider;
import io.longwire.ws.spi.ExtensionProvider;
import io.longwire.ws.spi.Meter;
import io.longwire.ws.spi.PluginProvider;
import io.longwire.ws.spi.TransportProvider;
import jakarta.inject.Inject;
import java.util.Set;

/** What modules have bound. */
record Parts(
        Set<EndpointProvider> endpoints,
        Set<PluginProvider> plugins,
        Set<ExtensionProvider> extensions,
        Set<TransportProvider> transports,
        Set<Meter> meters) {
    @Inject
    Parts {}
}
