package org.example.tickets;

import io.longwire.ws.spi.PluginProvider;
import io.longwire.ws.spi.Settings;
import io.longwire.ws.testkit.PluginContract;

/** The plug-in keeps what every plug-in promises. */
class TicketsContractTest implements PluginContract {
    @Override
    public PluginProvider provider() {
        return new TicketsProvider();
    }

    @Override
    public Settings settings() {
        return TicketsTest.settings();
    }
}
