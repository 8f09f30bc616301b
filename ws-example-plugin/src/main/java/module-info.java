/** The plug-in {@code tickets}: who connects needs a ticket, and handlers can issue them. */
module org.example.tickets {
    requires transitive io.longwire.ws;
    requires static org.jspecify;

    exports org.example.tickets;

    provides io.longwire.ws.spi.PluginProvider with
            org.example.tickets.TicketsProvider;
}
