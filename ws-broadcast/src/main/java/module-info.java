/** Topics: one message, encoded once, to everybody who subscribed. A plug-in named {@code broadcast}. */
module io.longwire.ws.broadcast {
    requires transitive io.longwire.ws;
    requires static org.jspecify;

    exports io.longwire.ws.broadcast;
    exports io.longwire.ws.broadcast.spi;

    uses io.longwire.ws.broadcast.spi.BackplaneProvider;

    provides io.longwire.ws.broadcast.spi.BackplaneProvider with
            io.longwire.ws.broadcast.local.LocalBackplaneProvider;
    provides io.longwire.ws.spi.PluginProvider with
            io.longwire.ws.broadcast.BroadcastProvider;
}
