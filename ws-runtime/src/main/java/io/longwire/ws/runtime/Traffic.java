package io.longwire.ws.runtime;

import io.longwire.ws.MessageKind;
import io.longwire.ws.spi.Meter;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What goes over the connections of one loop. The loop alone writes and any thread may read, so counting is an addition to memory:
 * no lock, no atomic operation, nobody told.
 */
final class Traffic {
    private static final int TEXT = 0;
    private static final int BINARY = 1;
    private static final int BYTES = 2;
    private static final int PAYLOAD = 3;
    /** The same for what is sent stands this much further on. */
    private static final int OUT = 4;
    /** Keeps the counts of two loops out of one cache line. */
    private static final int APART = 8;

    private final AtomicLongArray counts = new AtomicLongArray(APART + 2 * OUT + APART);

    /** From the wire, headers and control frames included. */
    void received(int bytes) {
        add(BYTES, bytes);
    }

    /** A message or a part of one, as it is without extensions. */
    void received(MessageKind kind, int payload, boolean last) {
        message(0, kind, payload, last ? 1 : 0);
    }

    /** Taken by the wire, headers and control frames included. */
    void sent(long bytes) {
        add(OUT + BYTES, bytes);
    }

    /** A message that was encoded, as it was before extensions. */
    void sent(MessageKind kind, long payload) {
        message(OUT, kind, payload, 1);
    }

    private void message(int direction, MessageKind kind, long payload, int messages) {
        add(direction + (kind == MessageKind.TEXT ? TEXT : BINARY), messages);
        add(direction + PAYLOAD, payload);
    }

    private void add(int what, long n) {
        counts.setOpaque(APART + what, counts.getPlain(APART + what) + n);
    }

    /**
     * Shows the sums over all loops.
     *
     * @param plain of connections without an extension
     * @param extended of those with one
     */
    static void show(Meter meter, List<Traffic> plain, List<Traffic> extended) {
        for (int direction = 0; direction <= OUT; direction += OUT) {
            String word = direction == 0 ? "in" : "out";
            int text = direction + TEXT;
            int binary = direction + BINARY;
            int bytes = direction + BYTES;
            int payload = direction + PAYLOAD;
            meter.total("ws.messages", () -> sum(plain, text) + sum(extended, text), "direction", word, "kind", "text");
            meter.total(
                    "ws.messages",
                    () -> sum(plain, binary) + sum(extended, binary),
                    "direction",
                    word,
                    "kind",
                    "binary");
            meter.total("ws.bytes", () -> sum(plain, bytes) + sum(extended, bytes), "direction", word);
            meter.total("ws.payload.bytes", () -> sum(plain, payload) + sum(extended, payload), "direction", word);
            meter.total("ws.extensions.bytes", () -> sum(extended, bytes), "direction", word, "form", "wire");
            meter.total("ws.extensions.bytes", () -> sum(extended, payload), "direction", word, "form", "payload");
        }
    }

    private static long sum(List<Traffic> loops, int what) {
        long sum = 0;
        for (Traffic loop : loops) {
            sum += loop.counts.getOpaque(APART + what);
        }
        return sum;
    }
}
