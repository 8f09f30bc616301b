package io.longwire.ws.transport.netty;

import io.netty.channel.Channel;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Where a wire's bytes go: straight to the socket, or through Netty's queue. It holds nothing of one wire. Loop only. */
interface Output {
    /** Sends what is taken now and leaves the rest in the buffer. */
    void send(Channel channel, ByteBuffer bytes) throws IOException;

    /** The same for two buffers in order, both with bytes in them. */
    void send(Channel channel, ByteBuffer head, ByteBuffer body) throws IOException;

    /** After {@link #send} left bytes: {@link NettyWire#room} is to be called when more are taken. */
    void awaitRoom(NettyWire wire);

    /** Runs a task when everything that was taken is with the system; at once if it is already. */
    void afterSent(Channel channel, Runnable task);

    /** Moves the positions of two buffers on by what was sent of both together. */
    static void sent(long count, ByteBuffer head, int headAt, ByteBuffer body, int bodyAt) {
        int ofHead = (int) Math.min(count, head.limit() - headAt);
        head.position(headAt + ofHead);
        body.position(bodyAt + (int) (count - ofHead));
    }
}
