/**
 * Finds dead connections and measures the round trip: a plug-in named {@code heartbeat}, on by default where this module is
 * present, for servers and clients alike.
 */
module io.longwire.ws.heartbeat {
    requires transitive io.longwire.ws;
    requires static org.jspecify;

    exports io.longwire.ws.heartbeat;

    provides io.longwire.ws.spi.PluginProvider with
            io.longwire.ws.heartbeat.HeartbeatProvider;
}
