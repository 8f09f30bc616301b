package io.longwire.ws.runtime;

import java.time.Duration;

/** Lets one through in a time and counts the others. Any thread. */
final class Ration {
    private final long interval;
    private boolean taken;
    private long last;
    private long held;

    Ration(Duration interval) {
        this.interval = interval.toNanos();
    }

    /** How many were held back since the last one that was let through; -1 when this one is held back too. */
    synchronized long take(long now) {
        if (taken && now - last < interval) {
            held++;
            return -1;
        }
        taken = true;
        last = now;
        long before = held;
        held = 0;
        return before;
    }
}
