package io.longwire.ws.transport.nio;

import io.longwire.ws.spi.Transport;
import io.longwire.ws.testkit.TransportContract;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

class NioTransportTest implements TransportContract {
    @Override
    public Transport transport(int loops) throws Exception {
        return new NioTransport(NioSettings.ofLoops(loops));
    }

    @Override
    public SocketAddress anyAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }
}
