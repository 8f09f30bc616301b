package io.longwire.ws.runtime;

import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Receiver;
import io.longwire.ws.spi.Wire;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/** A wire to a proxy, with the addresses of the connection that the proxy passes on. */
record AnnouncedWire(Wire wire, SocketAddress remote, SocketAddress local) implements Wire {
    @Override
    public Loop loop() {
        return wire.loop();
    }

    @Override
    public void write(ByteBuffer bytes) {
        wire.write(bytes);
    }

    @Override
    public void write(ByteBuffer head, ByteBuffer body) {
        wire.write(head, body);
    }

    @Override
    public void readable(boolean enabled) {
        wire.readable(enabled);
    }

    @Override
    public void noDelay(boolean on) {
        wire.noDelay(on);
    }

    @Override
    public void attach(Receiver next) {
        wire.attach(next);
    }

    @Override
    public void shutdownOutput() {
        wire.shutdownOutput();
    }

    @Override
    public void close() {
        wire.close();
    }

    @Override
    public void reset() {
        wire.reset();
    }
}
