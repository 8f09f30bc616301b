package io.longwire.ws.codec.deflate;

import io.longwire.ws.spi.Cancellable;
import io.longwire.ws.spi.Loop;
import java.time.Duration;

/** A loop that is nothing but itself. */
public final class OneLoop implements Loop {
    @Override
    public void execute(Runnable task) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean inLoop() {
        return true;
    }

    @Override
    public long nanoTime() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void atTurnEnd(Runnable once) {
        throw new UnsupportedOperationException();
    }
}
