package io.longwire.ws.broadcast;

import io.longwire.ws.spi.Cancellable;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.testkit.ManualLoop;
import java.time.Duration;

/** Counts what a loop is asked to do. */
final class CountingLoop implements Loop {
    final ManualLoop loop = new ManualLoop();
    int tasks;
    int turnEnds;

    @Override
    public void execute(Runnable task) {
        tasks++;
        loop.execute(task);
    }

    @Override
    public void atTurnEnd(Runnable once) {
        turnEnds++;
        loop.atTurnEnd(once);
    }

    @Override
    public boolean inLoop() {
        return loop.inLoop();
    }

    @Override
    public long nanoTime() {
        return loop.nanoTime();
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        return loop.schedule(delay, task);
    }
}
