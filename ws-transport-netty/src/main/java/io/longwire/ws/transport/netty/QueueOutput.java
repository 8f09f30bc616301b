package io.longwire.ws.transport.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.WriteBufferWaterMark;
import java.nio.ByteBuffer;

/**
 * Copies bytes into Netty's queue of writes, for channels whose socket cannot be written to directly. The queue takes some
 * 64 KiB; the wire is told when it has run half empty.
 */
final class QueueOutput implements Output {
    static final QueueOutput INSTANCE = new QueueOutput();
    static final WriteBufferWaterMark MARKS = new WriteBufferWaterMark(32 << 10, 64 << 10);

    private QueueOutput() {}

    @Override
    public void send(Channel channel, ByteBuffer bytes) {
        int length = (int) Math.min(bytes.remaining(), channel.bytesBeforeUnwritable());
        if (length > 0) {
            ByteBuf copy = channel.alloc().directBuffer(length);
            take(copy, bytes, length);
            queue(channel, copy);
        }
    }

    @Override
    public void send(Channel channel, ByteBuffer head, ByteBuffer body) {
        long room = channel.bytesBeforeUnwritable();
        if (room < head.remaining() + (long) body.remaining()) {
            send(channel, head);
            if (!head.hasRemaining()) {
                send(channel, body);
            }
            return;
        }
        ByteBuf copy = channel.alloc().directBuffer(head.remaining() + body.remaining());
        take(copy, head, head.remaining());
        take(copy, body, body.remaining());
        queue(channel, copy);
    }

    /** Bytes were left because the queue was above its mark, so Netty will say when it is below, if it has not yet. */
    @Override
    public void awaitRoom(NettyWire wire) {
        if (wire.channel().isWritable()) {
            wire.room();
        }
    }

    @Override
    public void afterSent(Channel channel, Runnable task) {
        ChannelOutboundBuffer queue = channel.unsafe().outboundBuffer();
        if (queue == null || queue.isEmpty()) {
            task.run();
            return;
        }
        // Completes, or fails with the channel, after what was queued before it.
        var unused = channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(sent -> task.run());
    }

    private static void queue(Channel channel, ByteBuf copy) {
        var unused = channel.writeAndFlush(copy, channel.voidPromise()); // a failure goes to exceptionCaught
    }

    private static void take(ByteBuf into, ByteBuffer from, int length) {
        ByteBuffer view = into.internalNioBuffer(into.writerIndex(), length);
        view.put(view.position(), from, from.position(), length);
        into.writerIndex(into.writerIndex() + length);
        from.position(from.position() + length);
    }
}
