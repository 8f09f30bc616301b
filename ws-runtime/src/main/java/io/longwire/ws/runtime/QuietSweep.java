package io.longwire.ws.runtime;

import io.longwire.ws.spi.Loop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks for quiet connections, one timer for all of a loop and none when nobody waits for it. A send costs nothing: each look
 * compares counts with those of the look before. Loop only.
 */
final class QuietSweep {
    /** Quiet is noticed so much late at most. */
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Loop loop;
    private final List<Quiet> watched = new ArrayList<>();
    private boolean set;

    QuietSweep(Loop loop) {
        this.loop = loop;
    }

    void watch(Quiet quiet) {
        watched.add(quiet);
        next();
    }

    private void look() {
        set = false;
        long now = loop.nanoTime();
        watched.removeIf(quiet -> !quiet.look(now));
        next();
    }

    private void next() {
        if (!set && !watched.isEmpty()) {
            set = true;
            loop.schedule(EVERY, this::look);
        }
    }
}
