package io.longwire.ws.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A sink that collects, in rooms that are as small as they may be, or larger. It holds encoders to what they promise. */
public final class Bytes implements FrameSink {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final int spare;
    private final ByteBuffer room;
    private int start;
    int payloads;

    /** @param spare how much more than asked for a room has */
    public Bytes(int spare) {
        this.spare = spare;
        this.room = ByteBuffer.allocate(3 + MAX_ROOM + spare);
    }

    @Override
    public ByteBuffer room(int bytes) {
        if (bytes < 1 || bytes > MAX_ROOM) {
            throw new AssertionError("room for " + bytes);
        }
        settle();
        room.clear().position(3).limit(3 + bytes + spare);
        start = 3;
        return room;
    }

    @Override
    public void payload(ByteBuffer bytes) {
        settle();
        payloads++;
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        written.writeBytes(copy);
        bytes.clear().order(ByteOrder.LITTLE_ENDIAN);
    }

    private void settle() {
        if (room.order() != ByteOrder.BIG_ENDIAN) {
            throw new AssertionError("order");
        }
        written.write(room.array(), start, start == 0 ? 0 : room.position() - start);
        start = 0;
    }

    /** All that was written since the last call. */
    public ByteBuffer take() {
        settle();
        ByteBuffer all = ByteBuffer.wrap(written.toByteArray());
        written.reset();
        return all;
    }
}
