package io.longwire.ws.codec;

import io.longwire.ws.spi.Extension;
import io.longwire.ws.spi.InvalidPayload;
import java.nio.ByteBuffer;

/**
 * An extension that owns RSV1: a message with that bit is pairs of a count from 1 to 255 and a byte. A count of 0 and half a pair
 * at the end are invalid. It hands on what it makes in steps of at most 1 KiB, out of one buffer of its own.
 */
final class RunLength implements Extension {
    static final int RSV = 4;

    private final ByteBuffer made = ByteBuffer.allocate(1024);
    private int count = -1;
    int closed;

    @Override
    public void decode(Head head, ByteBuffer chunk, boolean last, Sink out) {
        if (!head.rsv(RSV)) {
            out.accept(chunk);
            return;
        }
        while (chunk.hasRemaining()) {
            int next = chunk.get() & 0xFF;
            if (count < 0) {
                if (next == 0) {
                    handOn(out);
                    throw new InvalidPayload("a run of none");
                }
                count = next;
            } else {
                for (; count > 0; count--) {
                    make((byte) next, out);
                }
                count = -1;
            }
        }
        handOn(out);
        if (last && count >= 0) {
            throw new InvalidPayload("half a run");
        }
    }

    @Override
    public void encode(Head head, ByteBuffer chunk, boolean last, Sink out) {
        head.setRsv(RSV);
        while (chunk.hasRemaining()) {
            byte value = chunk.get();
            int run = 1;
            while (run < 255 && chunk.hasRemaining() && chunk.get(chunk.position()) == value) {
                chunk.get();
                run++;
            }
            make((byte) run, out);
            make(value, out);
        }
        handOn(out);
    }

    private void make(byte b, Sink out) {
        if (!made.hasRemaining()) {
            handOn(out);
        }
        made.put(b);
    }

    private void handOn(Sink out) {
        made.flip();
        try {
            out.accept(made);
        } finally {
            made.clear();
        }
    }

    @Override
    public void close() {
        closed++;
    }
}
