package io.longwire.ws.heartbeat;

import io.longwire.ws.spi.Cancellable;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.testkit.ManualLoop;
import java.time.Duration;

/** A loop whose process can be stopped for a while: time passes, and nothing runs. */
final class StallingLoop implements Loop {
    private final ManualLoop loop;
    private long stalledNanos;

    StallingLoop(ManualLoop loop) {
        this.loop = loop;
    }

    void stall(Duration time) {
        stalledNanos += time.toNanos();
    }

    @Override
    public long nanoTime() {
        return loop.nanoTime() + stalledNanos;
    }

    @Override
    public void execute(Runnable task) {
        loop.execute(task);
    }

    @Override
    public boolean inLoop() {
        return loop.inLoop();
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        return loop.schedule(delay, task);
    }

    @Override
    public void atTurnEnd(Runnable once) {
        loop.atTurnEnd(once);
    }
}
