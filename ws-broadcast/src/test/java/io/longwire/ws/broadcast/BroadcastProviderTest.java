package io.longwire.ws.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.spi.PluginProvider;
import io.longwire.ws.testkit.FakePluginContext;
import io.longwire.ws.testkit.ManualLoop;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class BroadcastProviderTest {
    @Test
    void serviceLoaderFindsIt() {
        assertThat(ServiceLoader.load(PluginProvider.class))
                .extracting(PluginProvider::name)
                .containsExactly("broadcast");
    }

    @Test
    void providesWhatItDeclares() {
        var provider = new BroadcastProvider();
        var context = new FakePluginContext(Bench.settings(), new ManualLoop());
        provider.create(context);
        assertThat(provider.services()).containsExactly(Topics.class);
        assertThat(context.service(Topics.class)).isPresent();
    }
}
