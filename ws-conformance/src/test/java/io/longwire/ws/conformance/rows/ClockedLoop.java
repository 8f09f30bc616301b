package io.longwire.ws.conformance.rows;

import io.longwire.ws.spi.Cancellable;
import io.longwire.ws.spi.Loop;
import java.time.Duration;

/** A real loop with the time of a {@link Clock}. */
record ClockedLoop(Loop real, Clock clock, Work work) implements Loop {
    @Override
    public void execute(Runnable task) {
        real.execute(work.counted(task));
    }

    @Override
    public boolean inLoop() {
        return real.inLoop();
    }

    @Override
    public long nanoTime() {
        return clock.nanoTime();
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        return clock.schedule(real, delay, work.counted(task));
    }

    @Override
    public void atTurnEnd(Runnable once) {
        real.atTurnEnd(work.counted(once));
    }
}
