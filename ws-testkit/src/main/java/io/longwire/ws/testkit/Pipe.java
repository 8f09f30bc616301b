package io.longwire.ws.testkit;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/** One direction of a connection: what was written and not read. Any thread. */
final class Pipe {
    private final Deque<ByteBuffer> writes = new ArrayDeque<>();
    private int capacity;
    private int size;
    private boolean ended;
    private boolean reset;
    private boolean abandoned;

    Pipe(int capacity) {
        this.capacity = capacity;
    }

    synchronized void capacity(int bytes) {
        capacity = bytes;
    }

    /** Takes as one write what there is room for. */
    synchronized void put(ByteBuffer... parts) {
        int room = room();
        ByteBuffer write = ByteBuffer.allocate(Math.min(room, remaining(parts)));
        for (ByteBuffer part : parts) {
            int count = Math.min(write.remaining(), part.remaining());
            write.put(part.slice().limit(count));
            part.position(part.position() + count);
        }
        append(write.flip());
    }

    /** Takes all of it, room or not. */
    synchronized void append(ByteBuffer write) {
        if (write.hasRemaining() && !abandoned) {
            writes.add(write);
            size += write.remaining();
        }
    }

    private static int remaining(ByteBuffer... parts) {
        int sum = 0;
        for (ByteBuffer part : parts) {
            sum += part.remaining();
        }
        return sum;
    }

    /** How many bytes are taken now; none is left to take when nobody reads any more, so there is room for all. */
    synchronized int room() {
        return abandoned ? Integer.MAX_VALUE : Math.max(0, capacity - size);
    }

    synchronized int size() {
        return size;
    }

    /** Reads as the chunking says; empty when nothing has arrived. */
    synchronized byte[] take(Chunking chunking) {
        ByteBuffer first = writes.peek();
        int wanted = first == null ? 0 : chunking.next(first.remaining(), size);
        byte[] taken = new byte[Math.min(size, Math.max(1, wanted))];
        for (int at = 0; at < taken.length; ) {
            ByteBuffer write = writes.element();
            int count = Math.min(write.remaining(), taken.length - at);
            write.get(taken, at, count);
            at += count;
            if (!write.hasRemaining()) {
                writes.remove();
            }
        }
        size -= taken.length;
        return taken;
    }

    /** The writer has ended: the reader sees the end of the stream after what was written. */
    synchronized void end() {
        ended = true;
    }

    /** The writer has reset the connection. */
    synchronized void reset() {
        reset = true;
    }

    /** The reader has gone: what is written is lost, and the writer may know. */
    synchronized void abandon() {
        abandoned = true;
        writes.clear();
        size = 0;
    }

    /** Whether all was read and nothing more will come. */
    synchronized boolean isEnded() {
        return ended && size == 0 && !reset;
    }

    /** Whether all was read and a reset comes next. */
    synchronized boolean isReset() {
        return reset && size == 0;
    }

    synchronized boolean isAbandoned() {
        return abandoned;
    }
}
