package io.longwire.ws.testkit;

import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Receiver;
import io.longwire.ws.spi.Wire;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/** Passes all on to a wire and knows on which threads one of its methods runs, to find out a receiver that is called then. */
final class GuardedWire implements Wire {
    private final ThreadLocal<Boolean> inside = ThreadLocal.withInitial(() -> false);
    private final Wire wire;

    /** Whether a write has left bytes and nothing was said about it yet. Loop only. */
    boolean leftBytes;

    GuardedWire(Wire wire) {
        this.wire = wire;
    }

    boolean isInside() {
        return inside.get();
    }

    private void guard(Runnable call) {
        inside.set(true);
        try {
            call.run();
        } finally {
            inside.set(false);
        }
    }

    @Override
    public Loop loop() {
        return wire.loop();
    }

    @Override
    public SocketAddress local() {
        return wire.local();
    }

    @Override
    public SocketAddress remote() {
        return wire.remote();
    }

    @Override
    public void write(ByteBuffer bytes) {
        guard(() -> wire.write(bytes));
        leftBytes |= bytes.hasRemaining();
    }

    @Override
    public void write(ByteBuffer head, ByteBuffer body) {
        guard(() -> wire.write(head, body));
        leftBytes |= head.hasRemaining() || body.hasRemaining();
    }

    @Override
    public void readable(boolean enabled) {
        guard(() -> wire.readable(enabled));
    }

    @Override
    public void noDelay(boolean on) {
        guard(() -> wire.noDelay(on));
    }

    @Override
    public void attach(Receiver next) {
        guard(() -> wire.attach(next));
    }

    @Override
    public void shutdownOutput() {
        guard(wire::shutdownOutput);
    }

    @Override
    public void close() {
        guard(wire::close);
    }

    @Override
    public void reset() {
        guard(wire::reset);
    }
}
