package io.longwire.ws.heartbeat;

import io.longwire.ws.spi.PluginProvider;
import io.longwire.ws.spi.Settings;
import io.longwire.ws.testkit.FakePluginContext;
import io.longwire.ws.testkit.MapSettings;
import io.longwire.ws.testkit.PluginContract;
import java.time.Duration;

class HeartbeatContractTest implements PluginContract {
    @Override
    public PluginProvider provider() {
        return new HeartbeatProvider();
    }

    @Override
    public Settings settings() {
        return Bench.settings().with("jitter", 0.2);
    }

    @Override
    public void prepare(FakePluginContext context) {
        context.with("limits", new MapSettings().with("idle-timeout", Duration.ofMinutes(5)));
    }
}
