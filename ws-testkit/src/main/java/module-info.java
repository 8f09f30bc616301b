/** An in-memory transport, a manual clock, and contracts. */
module io.longwire.ws.testkit {
    requires transitive io.longwire.ws;
    requires transitive org.assertj.core;
    requires transitive org.junit.jupiter.api;
    requires static org.jspecify;
}
