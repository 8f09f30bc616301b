package io.longwire.ws.conformance.peers;

import java.util.Locale;
import java.util.Map;

/** What the two sides make of permessage-deflate (RFC 7692). */
enum Deflate {
    /** The peer does without. */
    OFF(false),
    /** Both want it. */
    ON(true),
    /** The peer wants it, our side does without. */
    REFUSED(false, Map.of("enabled", false)),
    /** Both want it, and our side compresses with the whole window. */
    FULL_HISTORY(true, Map.of("history", "full", "threshold", 0)),
    /** The peer asks for messages that stand alone (7.1.1). */
    NO_TAKEOVER(true),
    /** The peer asks for windows of 512 bytes (7.1.2). */
    SMALL_WINDOWS(true);

    /** Whether messages may be compressed in the end. */
    final boolean agreed;

    /** The settings of our side that differ from the defaults, below its extension's path. */
    final Map<String, Object> settings;

    Deflate(boolean agreed) {
        this(agreed, Map.of());
    }

    Deflate(boolean agreed, Map<String, Object> settings) {
        this.agreed = agreed;
        this.settings = settings;
    }

    /** What the peer is told to do. */
    Deflate ofPeer() {
        return settings.isEmpty() ? this : ON;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
