package io.longwire.ws.examples.idle;

import io.longwire.ws.AttributeKey;
import io.longwire.ws.WebSocket;
import io.longwire.ws.spi.ConnectionWatcher;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Plugin;
import io.longwire.ws.spi.PluginContext;
import io.longwire.ws.spi.PluginProvider;
import java.nio.ByteBuffer;

/** Sees what handlers do not: that the peer's Pings arrive, and the Pongs that answer ours. */
final class Witness implements ConnectionWatcher {
    private static final AttributeKey<Witness> KEY = AttributeKey.of("witness");

    private volatile boolean heard;
    private volatile long roundTrip;

    static Witness of(WebSocket socket) {
        Witness witness = socket.attribute(KEY);
        if (witness == null) {
            throw new IllegalStateException("the plug-in gave each connection its witness");
        }
        return witness;
    }

    @Override
    public void onInbound() {
        heard = true;
    }

    @Override
    public void onPong(ByteBuffer payload) {
        if (payload.remaining() == Long.BYTES) {
            roundTrip = System.nanoTime() - payload.duplicate().getLong();
        }
    }

    /** Forgets what was heard so far. */
    void listen() {
        heard = false;
    }

    boolean hasHeard() {
        return heard;
    }

    /** Nanoseconds; 0 until a Pong came. */
    long roundTrip() {
        return roundTrip;
    }

    static final class Provider implements PluginProvider {
        @Override
        public String name() {
            return "witness";
        }

        @Override
        public Plugin create(PluginContext context) {
            return new Plugin() {
                @Override
                public ConnectionWatcher watch(WebSocket socket, Loop loop) {
                    Witness witness = new Witness();
                    socket.attribute(KEY, witness);
                    return witness;
                }
            };
        }
    }
}
