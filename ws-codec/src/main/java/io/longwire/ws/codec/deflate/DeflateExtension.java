package io.longwire.ws.codec.deflate;

import io.longwire.ws.spi.Extension;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/** Compression at work on one connection: both directions, and which messages they concern. */
final class DeflateExtension implements Extension {
    private final Pool pool;
    private final Terms terms;
    private final Inflation inflation;
    private final Deflation deflation;
    private boolean receiving;
    private boolean inflating;
    private boolean sending;
    private boolean deflating;
    private boolean closed;

    DeflateExtension(Pool pool, Terms terms) {
        this.pool = pool;
        this.terms = terms;
        this.inflation = new Inflation(pool, terms.incoming());
        this.deflation = new Deflation(pool, terms.outgoing());
        pool.enter();
    }

    @Override
    public void decode(Head head, ByteBuffer chunk, boolean last, Sink out) {
        requireOpen();
        if (!receiving) {
            // RFC 7692, 6: RSV1 of the first frame tells whether the message is compressed.
            inflating = head.rsv(DeflateProvider.RSV1);
        }
        receiving = !last;
        if (inflating) {
            inflation.decode(chunk, last, out);
        } else {
            out.accept(chunk);
        }
    }

    @Override
    public void encode(Head head, ByteBuffer chunk, boolean last, Sink out) {
        requireOpen();
        if (!sending) {
            long size = last ? chunk.remaining() : head.size();
            deflating = !head.isSensitive() && terms.outgoing().compresses(size);
            if (deflating) {
                head.setRsv(DeflateProvider.RSV1);
            }
        }
        sending = !last;
        if (deflating) {
            deflation.encode(chunk, last, head.size() < 0, out);
        } else {
            out.accept(chunk);
        }
    }

    @Override
    public void idle() {
        if (!sending && !closed) {
            deflation.giveBack();
        }
    }

    @Override
    public Duration idleAfter() {
        return terms.outgoing().live() ? terms.parkAfter() : Duration.ZERO;
    }

    /**
     * The shared form of a message is made by an extension that was freshly opened on equal terms, so with an empty window; that is
     * valid in a stream with context takeover too, when {@link #encoded} is told.
     */
    @Override
    public Optional<Object> sharingKey() {
        return Optional.of(terms.outgoing());
    }

    @Override
    public void encoded(ByteBuffer plain) {
        requireOpen();
        deflation.encoded(plain);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        inflation.discard();
        if (sending) {
            deflation.discard();
        } else {
            deflation.giveBack();
        }
        pool.leave();
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the extension is closed");
        }
    }
}
