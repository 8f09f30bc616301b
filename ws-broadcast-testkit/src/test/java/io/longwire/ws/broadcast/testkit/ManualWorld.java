package io.longwire.ws.broadcast.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.broadcast.spi.Backplane;
import io.longwire.ws.broadcast.spi.BackplaneContext;
import io.longwire.ws.broadcast.spi.BackplaneListener;
import io.longwire.ws.broadcast.spi.BackplaneProvider;
import io.longwire.ws.testkit.ManualLoop;
import io.longwire.ws.testkit.MapSettings;
import io.longwire.ws.testkit.RecordingMeter;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Nodes of one provider, on a clock that a test moves. */
class ManualWorld implements BackplaneWorld {
    private final BackplaneProvider provider;
    private final ManualLoop loop = new ManualLoop();

    ManualWorld(BackplaneProvider provider) {
        this.provider = provider;
    }

    @Override
    public Backplane node(String name, BackplaneListener listener) {
        Backplane node = provider.create(new BackplaneContext(name, new MapSettings(), new RecordingMeter(), loop));
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
    public void close() {
        loop.runPending();
    }
}
