package io.longwire.ws.auth;

import io.longwire.ws.spi.Meter;
import java.util.EnumMap;
import java.util.Map;

/** What authentication counts: whom it let in, by what; whom it refused, and why; whose connection it ended, and why. */
final class Counts {
    final Meter.Counter missing;
    final Meter.Counter invalid;
    final Meter.Counter timeouts;
    final Meter.Counter expired;
    final Meter.Counter revoked;
    private final Map<Source, Meter.Counter> admitted = new EnumMap<>(Source.class);

    Counts(Meter meter) {
        missing = meter.counter("ws.auth.refused", "why", "missing");
        invalid = meter.counter("ws.auth.refused", "why", "invalid");
        timeouts = meter.counter("ws.auth.refused", "why", "timeout");
        expired = meter.counter("ws.auth.ended", "why", "expired");
        revoked = meter.counter("ws.auth.ended", "why", "revoked");
        for (Source source : Source.values()) {
            admitted.put(source, meter.counter("ws.auth.admitted", "source", source.word()));
        }
    }

    void admitted(Source source) {
        Meter.Counter counter = admitted.get(source);
        if (counter != null) {
            counter.add(1);
        }
    }
}
