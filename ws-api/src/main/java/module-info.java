/**
 * The stable surface of Longwire: what an application writes against ({@link io.longwire.ws}) and what a transport, an
 * extension or a plug-in implements ({@link io.longwire.ws.spi}). It needs the JDK alone.
 */
module io.longwire.ws {
    requires static transitive org.jspecify;

    exports io.longwire.ws;
    exports io.longwire.ws.spi;

    uses io.longwire.ws.spi.EngineProvider;
}
