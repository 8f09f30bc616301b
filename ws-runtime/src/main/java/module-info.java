/** The engine between the wire and the handler. */
module io.longwire.ws.runtime {
    requires transitive io.longwire.ws;
    requires io.longwire.ws.codec;
    requires jdk.jfr;
    requires jdk.management;
    requires static com.google.guice;
    requires static jakarta.inject;
    requires static org.jspecify;
    requires typesafe.config;

    exports io.longwire.ws.runtime.wiring;

    opens io.longwire.ws.runtime.wiring to
            com.google.guice;

    uses io.longwire.ws.EndpointProvider;
    uses io.longwire.ws.spi.TransportProvider;
    uses io.longwire.ws.spi.ExtensionProvider;
    uses io.longwire.ws.spi.PluginProvider;

    provides io.longwire.ws.spi.EngineProvider with
            io.longwire.ws.runtime.RuntimeEngineProvider;
}
