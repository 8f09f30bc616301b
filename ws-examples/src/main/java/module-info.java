/** Programs to run and to read. */
module io.longwire.ws.examples {
    requires HdrHistogram;
    requires com.fasterxml.jackson.core;
    requires info.picocli;
    requires io.longwire.ws;
    requires jdk.management;
    requires io.longwire.ws.auth;
    requires jdk.unsupported; // sun.misc.Signal
    requires io.longwire.ws.broadcast;
    requires io.longwire.ws.broadcast.testkit;
    requires io.longwire.ws.codec;
    requires io.longwire.ws.heartbeat;
    requires io.longwire.ws.reconnect;
    requires io.longwire.ws.runtime;
    requires static org.jspecify;
    requires org.example.tickets;
    requires org.jline;
    requires typesafe.config;

    // picocli sets the fields of the commands.
    opens io.longwire.ws.examples to
            info.picocli;
    opens io.longwire.ws.examples.attack to
            info.picocli;
    opens io.longwire.ws.examples.bench to
            info.picocli;
    opens io.longwire.ws.examples.chaos to
            info.picocli;
    opens io.longwire.ws.examples.chat to
            info.picocli;
    opens io.longwire.ws.examples.cli to
            info.picocli;
    opens io.longwire.ws.examples.conformance to
            info.picocli;
    opens io.longwire.ws.examples.connect to
            info.picocli;
    opens io.longwire.ws.examples.echo to
            info.picocli;
    opens io.longwire.ws.examples.idle to
            info.picocli;
    opens io.longwire.ws.examples.plugin to
            info.picocli;
    opens io.longwire.ws.examples.soak to
            info.picocli;
    opens io.longwire.ws.examples.suite to
            info.picocli;
    opens io.longwire.ws.examples.token to
            info.picocli;
}
