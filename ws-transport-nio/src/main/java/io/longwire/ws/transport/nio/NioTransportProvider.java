package io.longwire.ws.transport.nio;

import io.longwire.ws.StartFailed;
import io.longwire.ws.spi.Settings;
import io.longwire.ws.spi.Transport;
import io.longwire.ws.spi.TransportProvider;
import java.io.IOException;

/** Makes the transport {@code nio}, set up by {@code ws.transports.nio} as this jar's {@code reference.conf} tells. */
public final class NioTransportProvider implements TransportProvider {
    @Override
    public String name() {
        return "nio";
    }

    @Override
    public Transport create(Settings settings) {
        try {
            return new NioTransport(NioSettings.of(settings));
        } catch (IOException e) {
            throw new StartFailed(
                    "the transport \"nio\" cannot open a selector (" + e.getMessage()
                            + "): raise the process's limit of open files, or set ws.transports.nio.loops lower",
                    e);
        }
    }
}
