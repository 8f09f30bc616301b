package io.longwire.ws.examples.echo;

import io.longwire.ws.ConnectionHandler;
import io.longwire.ws.broadcast.Topic;

/** How a handler takes text, and the handlers that do. */
enum TextKind {
    /** As String. */
    STRING,
    /** As UTF-8 bytes. */
    BYTES;

    /** An echo keeps nothing, so one handler serves all connections. */
    ConnectionHandler echo() {
        return this == STRING ? EchoStrings.ONE : EchoBytes.ONE;
    }

    ConnectionHandler broadcast(Topic topic) {
        return this == STRING ? new BroadcastStrings(topic) : new BroadcastBytes(topic);
    }

    /** As on the command line. */
    @Override
    public String toString() {
        return this == STRING ? "string" : "bytes";
    }
}
