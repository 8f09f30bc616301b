/** Programs to run and to read. */
module io.longwire.ws.examples {
    requires info.picocli;
    requires io.longwire.ws;
    requires io.longwire.ws.broadcast;
    requires io.longwire.ws.heartbeat;
    requires io.longwire.ws.runtime;
    requires static org.jspecify;
    requires org.jline;
}
