package io.longwire.ws.broadcast;

import io.longwire.ws.spi.Meter;

/** What is counted; see the package's page. */
record Counts(
        Meter.Counter published,
        Meter.Counter overflowed,
        Meter.Counter delivered,
        Meter.Counter refused,
        Meter.Counter filled,
        Meter.Counter gaps,
        Meter.Counter doubled,
        Meter.Counter strange) {
    Counts(Meter meter) {
        this(
                meter.counter("ws.broadcast.published"),
                meter.counter("ws.broadcast.overflowed"),
                meter.counter("ws.broadcast.delivered"),
                meter.counter("ws.broadcast.refused"),
                meter.counter("ws.broadcast.filled"),
                meter.counter("ws.broadcast.gaps"),
                meter.counter("ws.broadcast.doubled"),
                meter.counter("ws.broadcast.strange"));
    }
}
