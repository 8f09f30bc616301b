package io.longwire.ws.codec.deflate;

import io.longwire.ws.spi.Extension.Sink;
import io.longwire.ws.spi.InvalidPayload;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Inflates the messages of one connection (RFC 7692, 7.2.2). A stream is held from a message's first byte to its end. */
final class Inflation {
    /**
     * RFC 7692, 7.2.2: "Append 4 octets of 0x00 0x00 0xff 0xff to the tail end of the payload of the message." Then comes an empty
     * final block of our own: the stream ends there, and without output, only if the message was whole.
     */
    private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff, 3, 0};

    private final Pool pool;
    private final @Nullable History history;
    private @Nullable Inflater inflater;
    private boolean fed;

    Inflation(Pool pool, int window) {
        this.pool = pool;
        this.history = window > 0 ? new History(window) : null;
    }

    void decode(ByteBuffer chunk, boolean last, Sink out) {
        boolean done = false;
        try {
            if (chunk.hasRemaining()) {
                Inflater stream = inflater;
                if (stream == null) {
                    stream = pool.inflater();
                    inflater = stream;
                    prime(stream);
                }
                stream.setInput(chunk);
                fed = true;
                drain(stream, chunk, out);
            }
            if (last) {
                end();
            }
            done = true;
        } finally {
            if (!done) {
                discard();
            }
        }
    }

    /** Ends the stream of a message that will not be finished. */
    void discard() {
        if (inflater != null) {
            inflater.end();
            inflater = null;
        }
    }

    private void drain(Inflater stream, ByteBuffer chunk, Sink out) {
        while (true) {
            int count = step(stream);
            if (count > 0) {
                ByteBuffer part = pool.inflated(count);
                if (history != null) {
                    history.append(part);
                }
                out.accept(part);
                if (inflater != stream) {
                    // The connection was closed from within the call.
                    return;
                }
            }
            if (stream.finished()) {
                // 7.2.3.4: a message may hold blocks with BFINAL set, and more blocks after them.
                stream.reset();
                prime(stream);
                fed = chunk.hasRemaining();
                if (!fed) {
                    return;
                }
                stream.setInput(chunk);
            } else if (count == 0) {
                if (!stream.needsInput()) {
                    throw new InvalidPayload("the compressed data is corrupt");
                }
                return;
            }
        }
    }

    private void end() {
        Inflater stream = inflater;
        if (stream == null) {
            return;
        }
        // A message of no bytes, and one that ends with a final block, lack even the empty block that the tail belongs
        // to.
        if (fed) {
            stream.setInput(TAIL);
            if (step(stream) > 0 || !stream.finished() || stream.getRemaining() > 0) {
                throw new InvalidPayload("the compressed data is cut short");
            }
        }
        inflater = null;
        pool.giveBack(stream);
    }

    private int step(Inflater stream) {
        long before = stream.getBytesWritten();
        try {
            return stream.inflate(pool.inflated());
        } catch (DataFormatException corrupt) {
            // What came out before the fault is judged first, as it is when the data is cut there. The next step fails
            // again, and without output.
            int count = (int) (stream.getBytesWritten() - before);
            if (count == 0) {
                throw new InvalidPayload("the compressed data is corrupt");
            }
            return count;
        }
    }

    private void prime(Inflater stream) {
        if (history != null) {
            history.prime(stream);
        }
    }
}
