package io.longwire.ws.runtime;

import io.longwire.ws.spi.Meter;

/**
 * How opening handshakes end and how long they took, in nanoseconds. Any thread.
 *
 * @param accepted by a 101
 * @param refused by another answer
 * @param abandoned without an answer
 */
record HandshakeTimes(Meter.Histogram accepted, Meter.Histogram refused, Meter.Histogram abandoned) {
    HandshakeTimes(Meter meter) {
        this(
                meter.histogram("ws.handshakes.duration", "outcome", "accepted"),
                meter.histogram("ws.handshakes.duration", "outcome", "refused"),
                meter.histogram("ws.handshakes.duration", "outcome", "abandoned"));
    }
}
