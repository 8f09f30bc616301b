package io.longwire.ws.codec.deflate;

import io.longwire.ws.codec.deflate.Terms.Outgoing;
import io.longwire.ws.spi.Extension.Sink;
import java.nio.ByteBuffer;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * Deflates the messages of one connection (RFC 7692, 7.2.1). A pooled stream is held from a message's first byte to its end and
 * primed from the history before; a live one is kept, and given back when the connection is quiet. Whichever it was, the peer sees
 * one context.
 */
final class Deflation {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    /** The end of every sync flush, 00 00 ff ff, which is not sent. */
    private static final int TAIL = 4;

    private final Pool pool;
    private final Outgoing terms;
    private final @Nullable History history;
    private @Nullable Deflater deflater;
    /** The deflater counts against the budget, and stays between messages. */
    private boolean live;
    /** Bytes that the next match can reach back to; counted where a flush bounds them. */
    private int reach;

    Deflation(Pool pool, Outgoing terms) {
        this.pool = pool;
        this.terms = terms;
        this.history = terms.recorded() > 0 ? new History(terms.recorded()) : null;
    }

    /** @param streamed whether the peer is to see each chunk at once, and not when the message ends */
    void encode(ByteBuffer chunk, boolean last, boolean streamed, Sink out) {
        boolean done = false;
        try {
            Deflater stream = deflater == null ? acquire() : deflater;
            if (history != null) {
                history.append(chunk);
            }
            feed(stream, chunk, last, streamed, out);
            if (last) {
                finish(stream, out);
                stream.setInput(NOTHING);
                if (!live) {
                    giveBack();
                }
            }
            done = true;
        } finally {
            if (!done) {
                discard();
            }
        }
    }

    /** A frame made with an empty window went out: the peer's window has its text now, that of a live deflater has not. */
    void encoded(ByteBuffer plain) {
        if (history != null && terms.compresses(plain.remaining())) {
            history.append(plain);
            giveBack();
        }
    }

    /** Between messages: gives a live stream back; the history brings it to the same state again. */
    void giveBack() {
        if (deflater != null) {
            pool.giveBack(terms.level(), deflater);
            forget();
        }
    }

    /** Ends a stream that is in the middle of a message, or unsure. */
    void discard() {
        if (deflater != null) {
            deflater.end();
            forget();
        }
    }

    private void forget() {
        deflater = null;
        if (live) {
            live = false;
            pool.budget().giveBack();
        }
    }

    private Deflater acquire() {
        Deflater stream = pool.deflater(terms.level());
        deflater = stream;
        live = terms.live() && pool.budget().take(terms.nativeMemory());
        reach = 0;
        if (history != null && history.length() > 0) {
            reach = Math.min(history.length(), live ? terms.primed() : Math.min(terms.history(), terms.primed()));
            history.prime(stream, reach);
        }
        return stream;
    }

    /** Gives the stream all of the chunk; what is left in it at a message's end is taken by {@link #finish}. */
    private void feed(Deflater stream, ByteBuffer chunk, boolean last, boolean streamed, Sink out) {
        int end = chunk.limit();
        while (chunk.hasRemaining()) {
            if (terms.flushes()) {
                if (reach == terms.window()) {
                    // Nothing after a full flush refers to what was before it, so no distance exceeds the agreed
                    // window.
                    run(stream, Deflater.FULL_FLUSH, out);
                    reach = 0;
                }
                int count = Math.min(chunk.remaining(), terms.window() - reach);
                chunk.limit(chunk.position() + count);
                reach += count;
            }
            boolean rest = chunk.limit() == end;
            stream.setInput(chunk);
            if (last && rest) {
                return;
            }
            run(stream, streamed && rest ? Deflater.SYNC_FLUSH : Deflater.NO_FLUSH, out);
            // The stream keeps its input: without this it would see the rest of the chunk, or what its owner puts there
            // next.
            stream.setInput(NOTHING);
            chunk.limit(end);
        }
    }

    private void run(Deflater stream, int flush, Sink out) {
        byte[] step = pool.deflated();
        int count;
        do {
            count = stream.deflate(step, 0, step.length, flush);
            if (count > 0) {
                out.accept(pool.deflated(count));
            }
        } while (count == step.length);
    }

    /** RFC 7692, 7.2.1: "Remove 4 octets (that are 0x00 0x00 0xff 0xff) from the tail end." */
    private void finish(Deflater stream, Sink out) {
        byte[] step = pool.deflated();
        int kept = 0;
        while (true) {
            int room = step.length - kept;
            int count = stream.deflate(step, kept, room, Deflater.SYNC_FLUSH);
            int filled = kept + count;
            if (filled == 0) {
                // Nothing came since the last flush, so zlib writes nothing: an empty block by hand, as in 7.2.3.6.
                step[0] = 0;
                out.accept(pool.deflated(1));
                return;
            }
            if (filled > TAIL) {
                out.accept(pool.deflated(filled - TAIL));
            }
            if (count < room) {
                return;
            }
            System.arraycopy(step, filled - TAIL, step, 0, TAIL);
            kept = TAIL;
        }
    }
}
