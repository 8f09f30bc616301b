package org.example.delta;

import io.longwire.ws.spi.Extension.Sink;
import io.longwire.ws.spi.InvalidPayload;
import java.nio.ByteBuffer;

/**
 * Makes messages of steps, however they are cut.
 *
 * <p>No message can be a bomb: a step goes on where the last one ended, so what is taken from the message before is a window
 * at most, and everything else has come over the wire.
 */
final class DeltaReader {
    private enum State {
        SAME,
        FRESH_COUNT,
        FRESH
    }

    private final Past past;
    private State state = State.SAME;
    /** The count that is being read, and how many of its bits are. */
    private int count;

    private int bits;
    private int position;

    DeltaReader(Past past) {
        this.past = past;
    }

    void plain(ByteBuffer chunk, Sink out) {
        past.remember(chunk);
        out.accept(chunk);
    }

    /** @throws InvalidPayload when the steps make no message */
    void steps(ByteBuffer chunk, Sink out) {
        while (chunk.hasRemaining()) {
            switch (state) {
                case SAME -> {
                    if (isRead(chunk.get())) {
                        repeat(count, out);
                        next(State.FRESH_COUNT);
                    }
                }
                case FRESH_COUNT -> {
                    if (isRead(chunk.get())) {
                        bits = 0;
                        state = State.FRESH;
                        endOfFresh();
                    }
                }
                case FRESH -> {
                    int size = Math.min(count, chunk.remaining());
                    ByteBuffer fresh = chunk.slice(chunk.position(), size);
                    chunk.position(chunk.position() + size);
                    count -= size;
                    position += size;
                    past.remember(fresh);
                    out.accept(fresh);
                    endOfFresh();
                }
            }
        }
    }

    /** @throws InvalidPayload when the last step is not whole */
    void endMessage() {
        if (state != State.SAME || bits > 0) {
            throw new InvalidPayload("the last step of a message is not whole");
        }
        past.turn();
        position = 0;
    }

    private void repeat(int same, Sink out) {
        if (same == 0) {
            return;
        }
        if (same > past.size() - position) {
            throw new InvalidPayload("a step refers to what the message before did not have");
        }
        ByteBuffer known = past.slice(position, same);
        position += same;
        past.remember(known);
        out.accept(known);
    }

    private void endOfFresh() {
        if (count == 0) {
            next(State.SAME);
        }
    }

    private void next(State then) {
        state = then;
        count = 0;
        bits = 0;
    }

    /** Takes one more byte of a count. Whether it was the last one. */
    private boolean isRead(byte part) {
        // 4 times 7 bits, then 3: what is longer is no int.
        if (bits == 28 && (part & 0xff) > 7) {
            throw new InvalidPayload("a count is too large");
        }
        count |= (part & 0x7f) << bits;
        bits += 7;
        return part >= 0;
    }
}
