package io.longwire.ws.conformance.peers;

import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * A WebSocket that others wrote. On each of its connections, which have numbers, it sends every message back, but texts that
 * begin with an exclamation mark are commands: {@code !close [CODE TEXT]}, {@code !cut}, {@code !ping PAYLOAD} (the Pong is told
 * by the text {@code pong PAYLOAD}), {@code !fragments A|B|C} with a Ping after the first.
 */
interface Peer extends AutoCloseable {
    /** What not every peer has, or not for its users. */
    enum Skill {
        CLIENT,
        SERVER,
        PING,
        FRAGMENTS,
        /** A Close frame without a code. */
        EMPTY_CLOSE,
        /** Ending TCP without a Close frame. */
        CUT,
        /** Telling the status of a refused handshake. */
        STATUS
    }

    Set<Skill> skills();

    Set<Deflate> deflates();

    /** Where it listens; the path is the number of the connection. */
    URI address(Way way, String number);

    /** Has it connect. */
    void connect(String number, URI uri, Deflate deflate, List<String> subprotocols);

    /**
     * What it saw of a connection, as soon as it has: {@code agreed} tells the subprotocol or a hyphen, and on or off for
     * permessage-deflate; {@code refused} the status; {@code ended} the code and the text.
     */
    String saw(String kind, String number);

    @Override
    void close() throws Exception;
}
