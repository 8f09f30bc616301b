/** A transport made of the JDK's selectors. */
module io.longwire.ws.transport.nio {
    requires transitive io.longwire.ws;
    requires static org.jspecify;
}
