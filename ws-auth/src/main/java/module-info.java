/**
 * Says who is connected, and for how long: a plug-in named {@code auth}, for servers, off by default; and signed cookies and tokens.
 */
module io.longwire.ws.auth {
    requires transitive io.longwire.ws;
    requires static org.jspecify;

    exports io.longwire.ws.auth;

    provides io.longwire.ws.spi.PluginProvider with
            io.longwire.ws.auth.AuthProvider;
}
