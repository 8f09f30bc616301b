/** Topics: one message, encoded once, to everybody who subscribed. */
module io.longwire.ws.broadcast {
    requires transitive io.longwire.ws;
    requires static org.jspecify;
}
