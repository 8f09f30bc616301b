package io.longwire.ws.runtime;

import io.longwire.ws.spi.Cancellable;
import io.longwire.ws.spi.Loop;
import java.time.Duration;

/** A loop for what needs one and never uses it. */
final class NoLoop implements Loop {
    @Override
    public void execute(Runnable task) {
        throw new AssertionError("not expected");
    }

    @Override
    public boolean inLoop() {
        return true;
    }

    @Override
    public long nanoTime() {
        return 0;
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        throw new AssertionError("not expected");
    }

    @Override
    public void atTurnEnd(Runnable once) {
        throw new AssertionError("not expected");
    }
}
