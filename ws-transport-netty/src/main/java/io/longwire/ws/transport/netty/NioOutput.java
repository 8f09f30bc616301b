package io.longwire.ws.transport.netty;

import io.netty.channel.Channel;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Writes to the JDK's channel. */
final class NioOutput implements Output {
    static final NioOutput INSTANCE = new NioOutput();

    // The JDK copies a heap buffer whole into a hidden direct one before each call, however little the socket takes.
    private static final int HEAP_AT_ONCE = 64 << 10;

    private NioOutput() {}

    @Override
    public void send(Channel channel, ByteBuffer bytes) throws IOException {
        int end = bytes.limit();
        int step = bytes.isDirect() ? Integer.MAX_VALUE : HEAP_AT_ONCE;
        try {
            do {
                bytes.limit(bytes.position() + Math.min(end - bytes.position(), step));
                ((NioSocket) channel).socket().write(bytes);
            } while (!bytes.hasRemaining() && bytes.limit() < end);
        } finally {
            bytes.limit(end);
        }
    }

    @Override
    public void send(Channel channel, ByteBuffer head, ByteBuffer body) throws IOException {
        if (body.isDirect() || body.remaining() <= HEAP_AT_ONCE) {
            ((NioSocket) channel).socket().write(new ByteBuffer[] {head, body});
            return;
        }
        send(channel, head);
        if (!head.hasRemaining()) {
            send(channel, body);
        }
    }

    @Override
    public void awaitRoom(NettyWire wire) {
        RoomSignal.arm(wire);
    }

    @Override
    public void afterSent(Channel channel, Runnable task) {
        task.run();
    }
}
