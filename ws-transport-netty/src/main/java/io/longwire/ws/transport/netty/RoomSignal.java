package io.longwire.ws.transport.netty;

import io.netty.channel.Channel;
import io.netty.channel.FileRegion;
import io.netty.util.AbstractReferenceCounted;
import java.nio.channels.WritableByteChannel;

/**
 * Makes Netty wait until a full socket takes bytes again, without giving it any.
 *
 * <p>Netty watches for that only while something stands in its queue of writes. This stands there: a file region that at
 * first transfers nothing, which Netty understands as a full socket, and that is called again when the socket has room; then
 * it says that it is done. Not one byte of it is sent, so the order of bytes is the wire's alone.
 */
final class RoomSignal extends AbstractReferenceCounted implements FileRegion {
    private final NettyWire wire;
    private boolean armed;
    private boolean done;

    private RoomSignal(NettyWire wire) {
        this.wire = wire;
    }

    static void arm(NettyWire wire) {
        Channel channel = wire.channel();
        var unused =
                channel.writeAndFlush(new RoomSignal(wire), channel.unsafe().voidPromise());
    }

    @Override
    public long transferTo(WritableByteChannel target, long position) {
        if (!armed) {
            armed = true;
            return 0;
        }
        done = true;
        wire.room();
        return 1;
    }

    @Override
    public long count() {
        return 1;
    }

    @Override
    public long transferred() {
        return done ? 1 : 0;
    }

    @Override
    @Deprecated
    public long transfered() {
        return done ? 1 : 0;
    }

    @Override
    public long position() {
        return 0;
    }

    @Override
    public RoomSignal retain() {
        super.retain();
        return this;
    }

    @Override
    public RoomSignal retain(int increment) {
        super.retain(increment);
        return this;
    }

    @Override
    public RoomSignal touch() {
        return this;
    }

    @Override
    public RoomSignal touch(Object hint) {
        return this;
    }

    @Override
    protected void deallocate() {}
}
