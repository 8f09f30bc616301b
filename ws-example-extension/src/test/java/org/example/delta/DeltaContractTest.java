package org.example.delta;

import io.longwire.ws.spi.ExtensionProvider;
import io.longwire.ws.spi.Settings;
import io.longwire.ws.testkit.ExtensionContract;
import io.longwire.ws.testkit.MapSettings;

/** The extension keeps what every extension promises. */
class DeltaContractTest implements ExtensionContract {
    @Override
    public ExtensionProvider provider() {
        return new DeltaProvider();
    }

    @Override
    public Settings settings() {
        return new MapSettings().with("enabled", true).with("window", 4_096);
    }
}
