package io.longwire.ws.heartbeat;

import java.time.Duration;

/**
 * The time from a Ping to its Pong on one connection, to the microsecond. It includes the time that either side's loop was
 * busy. Any thread; each call gives the newest figure.
 */
public interface RoundTrip {
    /** That of the last answered Ping. */
    Duration last();

    /** The average that forgets: each new figure weighs one eighth (RFC 6298, 2.3). */
    Duration smoothed();
}
