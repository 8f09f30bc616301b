package io.longwire.ws.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/**
 * Masking and unmasking (RFC 6455, 5.3), which are the same, with "is all of it ASCII" as a by-product.
 *
 * <p>A key is an int in network order: its most significant byte masks the first byte. Payload that comes in pieces carries its
 * phase in the key: {@link #advance} turns it for the next piece.
 *
 * <p>The loops over a {@link LongBuffer} view in native order, cut out beforehand, are of exactly the form that the JIT turns into
 * vectors. Other forms (a long from the buffer itself, four a turn by hand, another view) are two to five times slower; leave
 * them alone unless a benchmark says so. Short payloads do without the view.
 */
public final class Masking {
    /** Below it, finding the view costs more than it brings. */
    private static final int SHORT = 128;

    private static final long NOT_ASCII = 0x8080808080808080L;

    private Masking() {}

    /** The key for what follows after so many bytes were masked with this one. */
    public static int advance(int key, int bytes) {
        return Integer.rotateLeft(key, (bytes & 3) << 3);
    }

    /**
     * Masks in place.
     *
     * @param buffer its order must be big endian; position and limit are left alone
     * @param from index of the first byte
     * @param length how many bytes
     * @return whether every byte of the result is below 0x80
     */
    public static boolean apply(int key, ByteBuffer buffer, int from, int length) {
        long key8 = twice(key);
        int at = from;
        int end = from + length;
        long seen = 0;
        if (length >= SHORT) {
            int bytes = length & ~7;
            seen = apply(nativeKey(key8), longs(buffer, at, bytes));
            at += bytes;
        }
        for (; at <= end - 8; at += 8) {
            long v = buffer.getLong(at) ^ key8;
            buffer.putLong(at, v);
            seen |= v;
        }
        for (int shift = 56; at < end; at++, shift -= 8) {
            byte v = (byte) (buffer.get(at) ^ (key8 >>> shift));
            buffer.put(at, v);
            seen |= v;
        }
        return (seen & NOT_ASCII) == 0;
    }

    /**
     * Masks while copying.
     *
     * @param from the source, big endian, not changed; position and limit of both are left alone
     * @param fromAt index of the first byte in the source
     * @param to the target, big endian, which must not overlap the source
     * @param toAt index of the first byte in the target
     * @param length how many bytes
     * @return whether every byte of the result is below 0x80
     */
    public static boolean copy(int key, ByteBuffer from, int fromAt, ByteBuffer to, int toAt, int length) {
        if (key == 0) {
            to.put(toAt, from, fromAt, length);
            return Utf8.isAscii(to, toAt, length);
        }
        long key8 = twice(key);
        int in = fromAt;
        int out = toAt;
        int end = fromAt + length;
        long seen = 0;
        if (length >= SHORT) {
            int bytes = length & ~7;
            seen = copy(nativeKey(key8), longs(from, in, bytes), longs(to, out, bytes));
            in += bytes;
            out += bytes;
        }
        for (; in <= end - 8; in += 8, out += 8) {
            long v = from.getLong(in) ^ key8;
            to.putLong(out, v);
            seen |= v;
        }
        for (int shift = 56; in < end; in++, out++, shift -= 8) {
            byte v = (byte) (from.get(in) ^ (key8 >>> shift));
            to.put(out, v);
            seen |= v;
        }
        return (seen & NOT_ASCII) == 0;
    }

    private static long apply(long key, LongBuffer longs) {
        long seen = 0;
        int count = longs.limit();
        for (int i = 0; i < count; i++) {
            long v = longs.get(i) ^ key;
            longs.put(i, v);
            seen |= v;
        }
        return seen;
    }

    private static long copy(long key, LongBuffer from, LongBuffer to) {
        long seen = 0;
        int count = from.limit();
        for (int i = 0; i < count; i++) {
            long v = from.get(i) ^ key;
            to.put(i, v);
            seen |= v;
        }
        return seen;
    }

    private static LongBuffer longs(ByteBuffer buffer, int from, int bytes) {
        return buffer.slice(from, bytes).order(ByteOrder.nativeOrder()).asLongBuffer();
    }

    private static long twice(int key) {
        return (long) key << 32 | key & 0xFFFFFFFFL;
    }

    private static long nativeKey(long key8) {
        return ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? key8 : Long.reverseBytes(key8);
    }
}
