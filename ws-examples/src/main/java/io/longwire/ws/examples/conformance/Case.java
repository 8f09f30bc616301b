package io.longwire.ws.examples.conformance;

import io.longwire.ws.examples.raw.Remote;
import java.io.IOException;

/**
 * One thing that a server is asked.
 *
 * @param name unique; begins with its group and a colon
 * @param section where the standard says so
 * @param expected in a few words
 */
record Case(String name, String section, String expected, Play play) {
    /** Asks it, on a connection of its own. */
    interface Play {
        /** @throws IOException when the connection ended where it should not have */
        Finding run(Remote server) throws IOException;
    }
}
