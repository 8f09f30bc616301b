package io.longwire.ws.broadcast;

import io.longwire.ws.spi.PluginProvider;
import io.longwire.ws.spi.Settings;
import io.longwire.ws.testkit.PluginContract;

class BroadcastContractTest implements PluginContract {
    @Override
    public PluginProvider provider() {
        return new BroadcastProvider();
    }

    @Override
    public Settings settings() {
        return Bench.settings();
    }
}
