package io.longwire.ws.runtime;

import io.longwire.ws.CloseReason;
import io.longwire.ws.Closed;
import io.longwire.ws.Initiator;
import io.longwire.ws.spi.Meter;
import java.util.Locale;

/** Counts the ends of connections by who began them and by code. Any thread. */
final class Closings {
    private static final int FIRST = 1000;
    /** The codes of the standard, then one for 3000 to 3999 and one for 4000 to 4999. */
    private static final int STANDARD = 16;

    private final Meter.Counter[] local = new Meter.Counter[STANDARD + 2];
    private final Meter.Counter[] peer = new Meter.Counter[STANDARD + 2];
    private final Meter.Counter[] nobody = new Meter.Counter[STANDARD + 2];

    Closings(Meter meter) {
        for (Initiator by : Initiator.values()) {
            for (int code = FIRST; code < FIRST + STANDARD; code++) {
                if (isPossible(by, code)) {
                    count(meter, by, code, Integer.toString(code));
                }
            }
            if (by != Initiator.NOBODY) {
                count(meter, by, 3000, "3xxx");
                count(meter, by, 4000, "4xxx");
            }
        }
    }

    /** RFC 6455, 7.4.1: 1005 and 1006 are never on the wire; the first stands for a Close without code, the second for none. */
    private static boolean isPossible(Initiator by, int code) {
        return switch (by) {
            case LOCAL -> CloseReason.isSendable(code) || code == Closed.ABNORMAL;
            case PEER -> CloseReason.isSendable(code) || code == Closed.NO_STATUS;
            case NOBODY -> code == Closed.ABNORMAL;
        };
    }

    private void count(Meter meter, Initiator by, int code, String label) {
        String who = by.name().toLowerCase(Locale.ROOT);
        counters(by)[slot(code)] = meter.counter("ws.connections.closed", "by", who, "code", label);
    }

    private Meter.Counter[] counters(Initiator by) {
        return switch (by) {
            case LOCAL -> local;
            case PEER -> peer;
            case NOBODY -> nobody;
        };
    }

    private static int slot(int code) {
        return code < 3000 ? code - FIRST : STANDARD + (code < 4000 ? 0 : 1);
    }

    void add(Closed how) {
        counters(how.by())[slot(how.code())].add(1);
    }
}
