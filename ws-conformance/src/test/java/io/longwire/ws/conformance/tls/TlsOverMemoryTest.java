package io.longwire.ws.conformance.tls;

import io.longwire.ws.spi.Transport;
import io.longwire.ws.testkit.MemoryNetwork;
import io.longwire.ws.testkit.TransportContract;
import java.net.SocketAddress;
import java.time.Duration;

/** The contract of transports, held by TLS over memory. */
class TlsOverMemoryTest implements TransportContract {
    final MemoryNetwork network = new MemoryNetwork();

    @Override
    public Transport transport(int loops) {
        return new TlsTransport(network.transport(loops), Runnable::run, "TLSv1.3");
    }

    @Override
    public SocketAddress anyAddress() {
        return MemoryNetwork.anyAddress();
    }

    @Override
    public boolean drive() {
        network.advance(Duration.ofMillis(1));
        return true;
    }
}
