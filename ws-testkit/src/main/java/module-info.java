/**
 * What tests of Longwire's parts are made of: time that a test moves, an in-memory transport, fakes that record, and the
 * contract that every transport has to keep.
 */
module io.longwire.ws.testkit {
    requires transitive io.longwire.ws;
    requires transitive org.assertj.core;
    requires transitive org.junit.jupiter.api;
    requires static transitive org.jspecify;

    exports io.longwire.ws.testkit;

    provides io.longwire.ws.spi.TransportProvider with
            io.longwire.ws.testkit.MemoryTransportProvider;
}
