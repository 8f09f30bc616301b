package io.longwire.ws.conformance.rows;

import java.util.Map;

/** What an input gets. */
interface Expected {
    /** Brings the connection to its end, as a peer that is done would, and tells what is not as it should be. */
    void judge(Play play, Complaints complaints) throws Exception;

    /** The counters that move, each by how much; no other may. */
    Map<String, Long> counts(Play play);

    /** The most lines that the log may get for it, and from which level. */
    default Noise noise() {
        return Noise.DEBUG;
    }

    /** Whether chance has a part in what is heard and told: which of two things at once came first. */
    default boolean isChance() {
        return false;
    }

    /** As it stands in the table. */
    @Override
    String toString();
}
