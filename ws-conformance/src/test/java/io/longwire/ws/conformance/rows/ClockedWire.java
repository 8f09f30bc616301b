package io.longwire.ws.conformance.rows;

import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Receiver;
import io.longwire.ws.spi.Wire;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/** A real wire that lives on a {@link ClockedLoop}. */
record ClockedWire(Wire real, ClockedLoop clocked) implements Wire {
    @Override
    public Loop loop() {
        return clocked;
    }

    @Override
    public SocketAddress local() {
        return real.local();
    }

    @Override
    public SocketAddress remote() {
        return real.remote();
    }

    @Override
    public void write(ByteBuffer bytes) {
        real.write(bytes);
    }

    @Override
    public void write(ByteBuffer head, ByteBuffer body) {
        real.write(head, body);
    }

    @Override
    public void readable(boolean enabled) {
        real.readable(enabled);
    }

    @Override
    public void noDelay(boolean on) {
        real.noDelay(on);
    }

    @Override
    public void attach(Receiver next) {
        real.attach(clocked.work().counted(next));
    }

    @Override
    public void shutdownOutput() {
        real.shutdownOutput();
    }

    @Override
    public void close() {
        real.close();
    }

    @Override
    public void reset() {
        real.reset();
    }
}
