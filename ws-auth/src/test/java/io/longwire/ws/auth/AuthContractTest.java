package io.longwire.ws.auth;

import io.longwire.ws.spi.PluginProvider;
import io.longwire.ws.spi.Settings;
import io.longwire.ws.testkit.FakePluginContext;
import io.longwire.ws.testkit.PluginContract;
import java.util.List;

class AuthContractTest implements PluginContract {
    @Override
    public PluginProvider provider() {
        return new AuthProvider();
    }

    @Override
    public Settings settings() {
        return Lab.settings().with("sources", List.of("message"));
    }

    @Override
    public void prepare(FakePluginContext context) {
        context.endpoint("/");
    }
}
