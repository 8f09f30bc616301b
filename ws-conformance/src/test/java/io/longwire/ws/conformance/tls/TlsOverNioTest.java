package io.longwire.ws.conformance.tls;

import io.longwire.ws.spi.TransportProvider;
import io.longwire.ws.transport.nio.NioTransportProvider;

class TlsOverNioTest implements TlsContract {
    @Override
    public TransportProvider provider() {
        return new NioTransportProvider();
    }
}
