/** A transport made of Netty's sockets: {@code ws.transport = netty}. */
module io.longwire.ws.transport.netty {
    requires transitive io.longwire.ws;
    requires io.netty.buffer;
    requires io.netty.common;
    requires io.netty.transport;
    requires io.netty.transport.unix.common;
    requires io.netty.transport.classes.epoll;
    requires io.netty.transport.classes.io_uring;
    requires io.netty.transport.classes.kqueue;
    requires static org.jspecify;

    exports io.longwire.ws.transport.netty;

    provides io.longwire.ws.spi.TransportProvider with
            io.longwire.ws.transport.netty.NettyTransportProvider;
}
