package io.longwire.ws.reconnect;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.spi.ConnectionWatcher;
import io.longwire.ws.spi.Plugin;
import io.longwire.ws.spi.PluginProvider;
import io.longwire.ws.testkit.FakePluginContext;
import io.longwire.ws.testkit.ManualLoop;
import io.longwire.ws.testkit.RecordingWebSocket;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class ReconnectProviderTest {
    @Test
    void serviceLoaderFindsIt() {
        assertThat(ServiceLoader.load(PluginProvider.class))
                .extracting(PluginProvider::name)
                .containsExactly("reconnect");
    }

    @Test
    void whereNobodyAskedForItNothingIsWatched() {
        ManualLoop loop = new ManualLoop();
        ReconnectProvider provider = new ReconnectProvider();
        FakePluginContext context = new FakePluginContext(Bench.settings(), loop);
        Plugin plugin = provider.create(context);

        assertThat(plugin.watch(new RecordingWebSocket(loop), loop)).isSameAs(ConnectionWatcher.NONE);
        assertThat(provider.services())
                .allSatisfy(type -> assertThat(context.service(type)).isPresent());
    }
}
