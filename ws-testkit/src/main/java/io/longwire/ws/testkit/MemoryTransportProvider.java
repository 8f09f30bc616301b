package io.longwire.ws.testkit;

import io.longwire.ws.spi.Settings;
import io.longwire.ws.spi.Transport;
import io.longwire.ws.spi.TransportProvider;

/**
 * Makes the transport {@code memory}. Found by {@link java.util.ServiceLoader} it is on {@link MemoryNetwork#shared}; a test
 * that passes one to a builder chooses the network.
 */
public final class MemoryTransportProvider implements TransportProvider {
    private final MemoryNetwork network;

    /** On the shared network. */
    public MemoryTransportProvider() {
        this(MemoryNetwork.shared());
    }

    /** On a network of one's own. */
    public MemoryTransportProvider(MemoryNetwork network) {
        this.network = network;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Transport create(Settings settings) {
        return network.transport(settings.number("loops", 1, 64));
    }
}
