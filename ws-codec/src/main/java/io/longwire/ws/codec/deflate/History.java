package io.longwire.ws.codec.deflate;

import java.nio.ByteBuffer;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The last bytes of a direction's plain text: what the peer's window holds. Kept because the JDK's streams do not give their window
 * back. Grows with what it is given, never beyond its bound.
 */
final class History {
    private static final int FIRST = 512;
    private static final byte[] NONE = {};

    private final int max;
    private byte[] ring = NONE;
    private int start;
    private int length;

    /** @param max the bound in bytes, at least 1 */
    History(int max) {
        this.max = max;
    }

    int length() {
        return length;
    }

    /** Appends what lies between position and limit; the buffer is left as it is. */
    void append(ByteBuffer bytes) {
        int count = Math.min(bytes.remaining(), max);
        int from = bytes.limit() - count;
        reserve(count);
        int end = start + length < ring.length ? start + length : start + length - ring.length;
        int first = Math.min(count, ring.length - end);
        bytes.get(from, ring, end, first);
        bytes.get(from + first, ring, 0, count - first);
        int forgotten = Math.max(0, length + count - ring.length);
        start = ring.length == 0 ? 0 : (start + forgotten) % ring.length;
        length += count - forgotten;
    }

    /** Sets a fresh raw deflater to the last bytes; in two parts where the ring wraps, which zlib takes as one text. */
    void prime(Deflater deflater, int count) {
        int from = (start + length - count) % ring.length;
        int first = Math.min(count, ring.length - from);
        deflater.setDictionary(ring, from, first);
        if (first < count) {
            deflater.setDictionary(ring, 0, count - first);
        }
    }

    /** Sets a fresh raw inflater to all of it. */
    void prime(Inflater inflater) {
        if (length == 0) {
            return;
        }
        int first = Math.min(length, ring.length - start);
        inflater.setDictionary(ring, start, first);
        if (first < length) {
            inflater.setDictionary(ring, 0, length - first);
        }
    }

    private void reserve(int more) {
        int needed = Math.min(max, length + more);
        if (needed <= ring.length) {
            return;
        }
        byte[] larger = new byte[Math.min(max, Math.max(needed, Math.max(FIRST, 2 * ring.length)))];
        int first = Math.min(length, ring.length - start);
        System.arraycopy(ring, start, larger, 0, first);
        System.arraycopy(ring, 0, larger, first, length - first);
        ring = larger;
        start = 0;
    }
}
