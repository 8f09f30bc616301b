package io.longwire.ws.broadcast.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.broadcast.spi.Backplane;
import io.longwire.ws.broadcast.spi.BackplaneContext;
import io.longwire.ws.broadcast.spi.BackplaneListener;
import io.longwire.ws.testkit.ManualLoop;
import io.longwire.ws.testkit.MapSettings;
import io.longwire.ws.testkit.RecordingMeter;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Without a fault that was asked for it is a backplane as any other, and its deaths are as real ones look. */
class FaultyBackplaneTest implements BackplaneContract {
    @Override
    public BackplaneWorld world() {
        return new BackplaneWorld() {
            private final FaultyBackplanes backplanes = new FaultyBackplanes(Town::local);
            private final ManualLoop loop = new ManualLoop();

            @Override
            public Backplane node(String name, BackplaneListener listener) {
                Backplane node =
                        backplanes.create(new BackplaneContext(name, new MapSettings(), new RecordingMeter(), loop));
                node.start(listener);
                return node;
            }

            @Override
            public void await(String sentence, BooleanSupplier happened) {
                loop.runPending();
                assertThat(happened.getAsBoolean()).as(sentence).isTrue();
            }

            @Override
            public void pass(Duration time) {
                loop.advance(time);
            }

            @Override
            public boolean canFail() {
                return true;
            }

            @Override
            public void stop() {
                backplanes.stop();
            }

            @Override
            public void restart() {
                backplanes.restart();
            }

            @Override
            public void restartEmpty() {
                backplanes.restartEmpty();
            }

            @Override
            public void kill(Backplane node) {
                backplanes.kill((FaultyBackplane) node);
            }

            @Override
            public void close() {
                loop.runPending();
            }
        };
    }
}
