package io.longwire.ws.benchmarks.micro;

import io.longwire.ws.benchmarks.load.Payload;
import java.nio.ByteBuffer;
import java.util.Random;

/** What the benchmarks read. */
final class Bytes {
    private Bytes() {}

    static ByteBuffer of(Payload kind, int size) {
        return ByteBuffer.allocateDirect(size)
                .put(kind.make(size, new Random(1)))
                .flip();
    }

    /** A whole frame of a client. */
    static ByteBuffer masked(int opcode, ByteBuffer payload) {
        int size = payload.remaining();
        int head = size < 126 ? 2 : 4;
        ByteBuffer frame = ByteBuffer.allocateDirect(head + 4 + size);
        frame.put((byte) (0x80 | opcode));
        if (size < 126) {
            frame.put((byte) (0x80 | size));
        } else {
            frame.put((byte) (0x80 | 126)).putShort((short) size);
        }
        int key = 0x37fa213d;
        frame.putInt(key);
        for (int i = 0; payload.hasRemaining(); i++) {
            frame.put((byte) (payload.get() ^ key >>> 24 - 8 * (i % 4)));
        }
        return frame.flip();
    }
}
