package io.longwire.ws.examples.it;

import io.longwire.ws.spi.Settings;
import io.longwire.ws.spi.Transport;
import io.longwire.ws.spi.TransportProvider;

/** A provider with the name of another. */
public final class SecondNio implements TransportProvider {
    @Override
    public String name() {
        return "nio";
    }

    @Override
    public Transport create(Settings settings) {
        throw new AssertionError("it must not come so far");
    }
}
