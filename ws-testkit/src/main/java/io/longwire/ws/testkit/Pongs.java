package io.longwire.ws.testkit;

import io.longwire.ws.WebSocket;
import io.longwire.ws.spi.ConnectionWatcher;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Plugin;
import io.longwire.ws.spi.PluginContext;
import io.longwire.ws.spi.PluginProvider;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Lets a {@link TestClient} hear of Pongs. */
final class Pongs implements PluginProvider {
    private final Map<Long, Long> counts = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return "test-client";
    }

    /** How many Pongs a connection got. */
    long count(WebSocket socket) {
        return counts.getOrDefault(socket.id(), 0L);
    }

    @Override
    public Plugin create(PluginContext context) {
        return new Plugin() {
            @Override
            public ConnectionWatcher watch(WebSocket socket, Loop loop) {
                return new ConnectionWatcher() {
                    @Override
                    public void onPong(ByteBuffer payload) {
                        counts.merge(socket.id(), 1L, Long::sum);
                    }
                };
            }
        };
    }
}
