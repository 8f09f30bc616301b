/** Finds dead connections and measures the round trip. */
module io.longwire.ws.heartbeat {
    requires transitive io.longwire.ws;
    requires static org.jspecify;
}
