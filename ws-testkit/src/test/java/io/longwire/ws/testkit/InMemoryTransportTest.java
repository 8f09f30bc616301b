package io.longwire.ws.testkit;

import io.longwire.ws.spi.Transport;
import java.net.SocketAddress;
import java.time.Duration;

class InMemoryTransportTest implements TransportContract {
    final MemoryNetwork network = new MemoryNetwork();

    @Override
    public Transport transport(int loops) {
        return network.transport(loops);
    }

    @Override
    public SocketAddress anyAddress() {
        return MemoryNetwork.anyAddress();
    }

    @Override
    public boolean drive() {
        try {
            network.advance(Duration.ofMillis(1));
        } catch (EndingLaws.Thrown e) {
            // What accept throws comes out where the loop is driven.
            return true;
        }
        return true;
    }
}
