package org.example.delta;

import io.longwire.ws.spi.Extension.Sink;
import java.nio.ByteBuffer;

/** Makes steps of messages. */
final class DeltaWriter {
    /** Fewer equal bytes are sent again: a step of their own would cost as much. */
    private static final int FEW = 4;

    private final Past past;
    private final ByteBuffer counts = ByteBuffer.allocate(2 * Varint.LONGEST);
    private int position;

    DeltaWriter(Past past) {
        this.past = past;
    }

    boolean hasPast() {
        return past.size() > 0;
    }

    void plain(ByteBuffer chunk, Sink out) {
        past.remember(chunk);
        out.accept(chunk);
    }

    /** Each chunk is steps of its own, so nothing of it need be kept. */
    void steps(ByteBuffer chunk, Sink out) {
        past.remember(chunk);
        int start = chunk.position();
        int end = chunk.limit();
        for (int at = start; at < end; ) {
            int same = same(chunk, at, end);
            int fresh = fresh(chunk, at + same, end, position + same);
            counts.clear();
            Varint.write(same, counts);
            Varint.write(fresh, counts);
            out.accept(counts.flip());
            if (fresh > 0) {
                out.accept(chunk.slice(at + same, fresh));
            }
            at += same + fresh;
            position += same + fresh;
        }
    }

    void remember(ByteBuffer plain) {
        past.remember(plain);
    }

    void endMessage() {
        past.turn();
        position = 0;
    }

    /** How many bytes from here on are those of the message before. */
    private int same(ByteBuffer chunk, int from, int end) {
        int at = from;
        int there = position;
        while (at < end && there < past.size() && chunk.get(at) == past.at(there)) {
            at++;
            there++;
        }
        return at - from;
    }

    /** How many bytes come before the next that are worth a step. */
    private int fresh(ByteBuffer chunk, int from, int end, int there) {
        int equal = 0;
        for (int i = 0; from + i < end; i++) {
            boolean same = there + i < past.size() && chunk.get(from + i) == past.at(there + i);
            equal = same ? equal + 1 : 0;
            if (equal == FEW) {
                return i + 1 - FEW;
            }
        }
        return end - from;
    }
}
