/**
 * Connections that are made again when they end: a plug-in named {@code reconnect} for clients, on by default where this module is
 * present. It does nothing until a {@link io.longwire.ws.reconnect.ReconnectingSocket} is opened.
 */
module io.longwire.ws.reconnect {
    requires transitive io.longwire.ws;
    requires static org.jspecify;

    exports io.longwire.ws.reconnect;

    provides io.longwire.ws.spi.PluginProvider with
            io.longwire.ws.reconnect.ReconnectProvider;
}
