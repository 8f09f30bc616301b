package io.longwire.ws.transport.netty;

import io.longwire.ws.spi.Settings;
import io.longwire.ws.spi.Transport;
import io.longwire.ws.spi.TransportProvider;

/** Makes the transport {@code netty}; its settings stand in {@code reference.conf}. */
public final class NettyTransportProvider implements TransportProvider {
    /** For {@link java.util.ServiceLoader}. */
    public NettyTransportProvider() {}

    @Override
    public String name() {
        return "netty";
    }

    /** {@inheritDoc} */
    @Override
    public Transport create(Settings settings) {
        return new NettyTransport(NettySettings.from(settings));
    }
}
