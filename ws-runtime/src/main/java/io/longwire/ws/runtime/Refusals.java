package io.longwire.ws.runtime;

import io.longwire.ws.spi.Meter;
import java.util.Set;

/** Counts the HTTP errors that a server answers with, by status. Any thread. */
final class Refusals {
    /** These are counted by themselves; what else an application may choose is one label for each class. */
    private static final Set<Integer> STATUSES = Set.of(
            400, 401, 403, 404, 405, 406, 408, 409, 410, 411, 412, 413, 414, 415, 417, 421, 426, 428, 429, 431, 500,
            501, 502, 503, 504, 505);

    private static final int LOWEST = 400;
    private static final int HIGHEST = 599;

    private final Meter.Counter[] counters = new Meter.Counter[HIGHEST - LOWEST + 1];

    Refusals(Meter meter) {
        Meter.Counter otherClientErrors = meter.counter("ws.handshakes.refused", "status", "4xx");
        Meter.Counter otherServerErrors = meter.counter("ws.handshakes.refused", "status", "5xx");
        for (int status = LOWEST; status <= HIGHEST; status++) {
            counters[status - LOWEST] = STATUSES.contains(status)
                    ? meter.counter("ws.handshakes.refused", "status", Integer.toString(status))
                    : status < 500 ? otherClientErrors : otherServerErrors;
        }
    }

    /** @param status from 400 to 599 */
    void add(int status) {
        counters[status - LOWEST].add(1);
    }
}
