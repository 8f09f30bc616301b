package io.longwire.ws.runtime;

import io.longwire.ws.spi.Cancellable;
import io.longwire.ws.spi.Loop;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The time limit of the step that a connect is at. One runs at a time. Any thread, but one after the other. */
final class Deadline {
    private volatile @Nullable Cancellable running;

    /** Begins the time of the next step; that of the one before is over. */
    void start(Loop loop, Duration limit, Runnable passed) {
        stop();
        running = loop.schedule(limit, passed);
    }

    void stop() {
        Cancellable timer = running;
        if (timer != null) {
            timer.cancel();
        }
    }
}
