package io.longwire.ws.conformance.rows;

import io.longwire.ws.codec.Role;
import io.longwire.ws.runtime.Probe;
import java.util.List;
import java.util.Map;

/** Our side: a server, or a client, on one loop. */
interface Side extends AutoCloseable {
    /** Meets a peer: connects to our server, or is what our client connects to. */
    Peer meet(Cut cut, long seed) throws Exception;

    /** The handlers that were made since the last call. */
    List<Told> takeTold();

    /** How the connects that were begun since the last call went; nothing for a server. */
    List<String> takeConnects() throws Exception;

    /** A connection of somebody who does nothing wrong. */
    Canary canary() throws Exception;

    Map<String, Long> counters();

    Probe.Held held();

    Role role();

    /** The port that is named in a request's Host. */
    int port();

    @Override
    void close() throws Exception;
}
