/** A transport made of the JDK's selectors. */
module io.longwire.ws.transport.nio {
    requires transitive io.longwire.ws;
    requires static transitive org.jspecify;

    exports io.longwire.ws.transport.nio;

    provides io.longwire.ws.spi.TransportProvider with
            io.longwire.ws.transport.nio.NioTransportProvider;
}
