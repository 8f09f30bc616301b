package io.longwire.ws.heartbeat;

import io.longwire.ws.spi.Meter;

/** What the heartbeat counts. */
record Counts(Meter.Counter pings, Meter.Counter timeouts, Meter.Counter idle, Meter.Histogram rtt) {
    Counts(Meter meter) {
        this(
                meter.counter("ws.heartbeat.pings"),
                meter.counter("ws.heartbeat.timeouts"),
                meter.counter("ws.heartbeat.idle"),
                meter.histogram("ws.heartbeat.rtt"));
    }
}
