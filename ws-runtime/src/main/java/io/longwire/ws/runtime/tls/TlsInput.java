package io.longwire.ws.runtime.tls;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what arrives into records. A record that is whole in a read is opened where it lies. One that is in pieces is put together
 * in a block that grows with what has come, and so does what has come while nothing may be opened; when nothing waits there is no
 * block. Loop only.
 */
final class TlsInput {
    private final TlsBuffers buffers;
    private final TlsWire opener;
    private @Nullable ByteBuffer held;

    TlsInput(TlsBuffers buffers, TlsWire opener) {
        this.buffers = buffers;
        this.opener = opener;
    }

    /** Opens what can be opened of the bytes that came before and of these, and keeps the rest. */
    void receive(ByteBuffer bytes) throws SSLException {
        if (held != null && opener.mayOpen()) {
            complete(bytes);
        }
        if (held == null) {
            openAll(bytes);
        }
        if (bytes.hasRemaining()) {
            held = buffers.join(held == null ? TlsBuffers.EMPTY : held, bytes);
        }
    }

    /** Goes on with what waits. */
    void resume() throws SSLException {
        ByteBuffer waiting = held;
        if (waiting != null) {
            held = null;
            try {
                receive(waiting);
            } finally {
                buffers.give(waiting);
            }
        }
    }

    private void openAll(ByteBuffer bytes) throws SSLException {
        while (bytes.remaining() >= TlsRecord.HEADER
                && opener.mayOpen()
                && bytes.remaining() >= TlsRecord.size(bytes)) {
            opener.open(bytes);
        }
    }

    /** Adds to the record that waits what it lacks, and opens it when it is whole. What waits is less than one record. */
    private void complete(ByteBuffer bytes) throws SSLException {
        add(bytes, TlsRecord.HEADER);
        ByteBuffer record = held;
        if (record == null || record.remaining() < TlsRecord.HEADER) {
            return;
        }
        int size = TlsRecord.size(record);
        add(bytes, size);
        record = held;
        if (record != null && record.remaining() == size) {
            opener.open(record);
            if (!record.hasRemaining()) {
                release();
            }
        }
    }

    /** Takes from these bytes until so many wait. */
    private void add(ByteBuffer bytes, int wanted) {
        ByteBuffer record = held;
        if (record == null) {
            return;
        }
        int missing = Math.min(wanted - record.remaining(), bytes.remaining());
        if (missing <= 0) {
            return;
        }
        int end = record.limit();
        if (record.capacity() - end < missing) {
            ByteBuffer part = bytes.slice(bytes.position(), missing);
            held = buffers.join(record, part);
        } else {
            record.limit(end + missing).put(end, bytes, bytes.position(), missing);
        }
        bytes.position(bytes.position() + missing);
    }

    boolean isEmpty() {
        return held == null;
    }

    /** Drops what waits. */
    void release() {
        ByteBuffer rest = held;
        held = null;
        if (rest != null) {
            buffers.give(rest);
        }
    }
}
