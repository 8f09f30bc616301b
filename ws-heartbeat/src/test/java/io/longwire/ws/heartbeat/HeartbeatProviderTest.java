package io.longwire.ws.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.StartFailed;
import io.longwire.ws.spi.PluginProvider;
import io.longwire.ws.testkit.MapSettings;
import java.time.Duration;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HeartbeatProviderTest {
    @Test
    void serviceLoaderFindsIt() {
        assertThat(ServiceLoader.load(PluginProvider.class))
                .extracting(PluginProvider::name)
                .containsExactly("heartbeat");
    }

    @Test
    void providesWhatItDeclares() {
        var provider = new HeartbeatProvider();
        var context = Bench.context(Bench.settings(), null);
        provider.create(context);
        assertThat(provider.services()).containsExactly(Heartbeat.class);
        assertThat(context.service(Heartbeat.class)).isPresent();
    }

    @Test
    void engineThatClosesBeforeTheFirstPingStopsTheStart() {
        assertThatThrownBy(() -> create(Bench.settings(), Bench.INTERVAL))
                .isInstanceOf(StartFailed.class)
                .hasMessageStartingWith("interval: ")
                .hasMessageContaining("ws.limits.idle-timeout");
    }

    @Test
    void engineWithALongerIdleTimeoutIsFine() {
        create(Bench.settings(), Bench.INTERVAL.plusMillis(1));
    }

    @Test
    void idleTimeoutBesidesPingsStopsTheStart() {
        var settings = Bench.settings().with("idle-timeout", Duration.ofMinutes(5));
        assertThatThrownBy(() -> create(settings, null))
                .isInstanceOf(StartFailed.class)
                .hasMessageStartingWith("idle-timeout: ");
    }

    @Test
    void nothingToDoStopsTheStart() {
        assertThatThrownBy(() -> create(Bench.settings().with("interval", null), null))
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining("enabled = false");
    }

    private static void create(MapSettings settings, @Nullable Duration idleLimit) {
        new HeartbeatProvider().create(Bench.context(settings, idleLimit));
    }
}
