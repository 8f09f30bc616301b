package io.longwire.ws.examples.connect;

import io.longwire.ws.WebSocket;
import io.longwire.ws.spi.ConnectionWatcher;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Plugin;
import io.longwire.ws.spi.PluginContext;
import io.longwire.ws.spi.PluginProvider;
import java.nio.ByteBuffer;

/** A plug-in that tells how long a pong took: the ping carries the time at which it was sent. */
final class Pongs implements PluginProvider {
    /** What our pings begin with; the heartbeat's are no one's business here. */
    private static final long MARK = 0x6c6f6e6777697265L;

    private final Screen screen;

    Pongs(Screen screen) {
        this.screen = screen;
    }

    static ByteBuffer payload() {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(MARK)
                .putLong(System.nanoTime())
                .flip();
    }

    @Override
    public String name() {
        return "pongs";
    }

    @Override
    public Plugin create(PluginContext context) {
        return new Plugin() {
            @Override
            public ConnectionWatcher watch(WebSocket socket, Loop loop) {
                return new ConnectionWatcher() {
                    @Override
                    public void onPong(ByteBuffer payload) {
                        tell(payload.duplicate());
                    }
                };
            }
        };
    }

    private void tell(ByteBuffer payload) {
        if (payload.remaining() == 2 * Long.BYTES && payload.getLong() == MARK) {
            double millis = (System.nanoTime() - payload.getLong()) / 1e6;
            screen.note(String.format("pong after %.2f ms", millis));
        }
    }
}
