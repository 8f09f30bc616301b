package io.longwire.ws.conformance.tls;

import io.longwire.ws.spi.TransportProvider;
import io.longwire.ws.transport.netty.NettyTransportProvider;

class TlsOverNettyTest implements TlsContract {
    @Override
    public TransportProvider provider() {
        return new NettyTransportProvider();
    }
}
