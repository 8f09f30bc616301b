package io.longwire.ws.conformance.modules;

import com.typesafe.config.ConfigFactory;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.runtime.wiring.WebSocketModule;
import io.longwire.ws.runtime.wiring.WebSockets;
import java.util.Map;

/** What of {@link EchoOnce} needs Guice; never loaded without it. */
final class Injected {
    private Injected() {}

    static WebSocketServer server(String transport) {
        Map<String, Object> settings = Map.of("ws.server.port", 0, "ws.transport", transport);
        return WebSockets.server(
                        ConfigFactory.parseMap(settings).withFallback(ConfigFactory.load()), new WebSocketModule() {
                            @Override
                            protected void configure() {
                                endpoint("/echo", EchoOnce.Echo.class);
                            }
                        })
                .start();
    }
}
