package io.longwire.ws.runtime;

import io.longwire.ws.runtime.config.Configuration;
import io.longwire.ws.spi.Cancellable;
import io.longwire.ws.spi.Loop;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A loop for what needs one and never uses it. */
final class NoLoop implements Loop {
    /** What the engine would keep for it. */
    static LoopContext context() {
        Counters counters = new Counters(List.of());
        EngineSettings settings = EngineSettings.from(
                Configuration.load(Configuration.Source.NONE, Map.of()).root());
        Budget budget = new Budget(settings.outboundBudget(), List.of(), counters);
        return new LoopContext(new NoLoop(), new Counts(counters), settings.session(), budget);
    }

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
