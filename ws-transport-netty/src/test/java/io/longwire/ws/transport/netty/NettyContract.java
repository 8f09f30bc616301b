package io.longwire.ws.transport.netty;

import io.longwire.ws.spi.Transport;
import io.longwire.ws.testkit.TransportContract;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** The contract of transports on one engine. */
interface NettyContract extends TransportContract {
    Engine engine();

    @Override
    default Transport transport(int loops) {
        return new NettyTransport(new NettySettings(engine(), loops, 1024, 256 << 10));
    }

    @Override
    default SocketAddress anyAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }
}
