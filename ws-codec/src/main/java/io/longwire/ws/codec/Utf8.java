package io.longwire.ws.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/**
 * Well-formedness of UTF-8 (RFC 3629, 4), whole or piece by piece.
 *
 * <p>The automaton has nine states of six bits. For each byte value, {@link #NEXT} packs the following state of every state into
 * one long; a state is the number of bits to shift by, so a step is one load and one shift, with no branch, and costs the same for
 * any text. (Skipping ASCII eight bytes at a time inside it makes mixed text four times slower; who knows that all is ASCII need
 * not come here.)
 */
public final class Utf8 {
    /** The state before the first byte, and after each whole code point. */
    public static final int ACCEPT = 0;
    /** The state after bytes that no text begins with. Whatever follows, it stays. */
    public static final int REJECT = 6;

    private static final int TAIL_1 = 12; // one more byte of 80..BF
    private static final int TAIL_2 = 18;
    private static final int TAIL_3 = 24;
    private static final int AFTER_E0 = 30; // A0..BF: nothing below U+0800 in three bytes
    private static final int AFTER_ED = 36; // 80..9F: no surrogates
    private static final int AFTER_F0 = 42; // 90..BF: nothing below U+10000 in four bytes
    private static final int AFTER_F4 = 48; // 80..8F: nothing above U+10FFFF

    private static final long NOT_ASCII = 0x8080808080808080L;
    private static final long[] NEXT = new long[256];

    static {
        for (int b = 0; b < 256; b++) {
            long row = 0;
            for (int state = ACCEPT; state <= AFTER_F4; state += 6) {
                row |= (long) next(state, b) << state;
            }
            NEXT[b] = row;
        }
    }

    private Utf8() {}

    /** The grammar of RFC 3629, 4. */
    private static int next(int state, int b) {
        return switch (state) {
            case ACCEPT -> first(b);
            case TAIL_1 -> within(b, 0x80, 0xBF, ACCEPT);
            case TAIL_2 -> within(b, 0x80, 0xBF, TAIL_1);
            case TAIL_3 -> within(b, 0x80, 0xBF, TAIL_2);
            case AFTER_E0 -> within(b, 0xA0, 0xBF, TAIL_1);
            case AFTER_ED -> within(b, 0x80, 0x9F, TAIL_1);
            case AFTER_F0 -> within(b, 0x90, 0xBF, TAIL_2);
            case AFTER_F4 -> within(b, 0x80, 0x8F, TAIL_2);
            default -> REJECT;
        };
    }

    private static int first(int b) {
        if (b <= 0x7F) {
            return ACCEPT;
        }
        return switch (b) {
            case 0xE0 -> AFTER_E0;
            case 0xED -> AFTER_ED;
            case 0xF0 -> AFTER_F0;
            case 0xF4 -> AFTER_F4;
            default -> {
                if (b >= 0xC2 && b <= 0xDF) {
                    yield TAIL_1;
                }
                if (b >= 0xE1 && b <= 0xEF) {
                    yield TAIL_2;
                }
                yield within(b, 0xF1, 0xF3, TAIL_3);
            }
        };
    }

    private static int within(int b, int low, int high, int next) {
        return b >= low && b <= high ? next : REJECT;
    }

    /** Whether the bytes between position and limit are well-formed UTF-8. The buffer is left alone. */
    public static boolean isValid(ByteBuffer bytes) {
        int from = bytes.position();
        int length = bytes.remaining();
        return isAscii(bytes, from, length) || isValid(bytes, from, length);
    }

    /** Whether {@code length} bytes at index {@code from} are well-formed UTF-8; for bytes that are known not to be all ASCII. */
    static boolean isValid(ByteBuffer bytes, int from, int length) {
        return advance(ACCEPT, bytes, from, length) == ACCEPT;
    }

    /** Whether each byte between position and limit is below 0x80. The buffer is left alone. */
    public static boolean isAscii(ByteBuffer bytes) {
        return isAscii(bytes, bytes.position(), bytes.remaining());
    }

    /** Whether each of {@code length} bytes at index {@code from} is below 0x80. The buffer is left alone. */
    public static boolean isAscii(ByteBuffer bytes, int from, int length) {
        int at = from;
        int end = from + length;
        long seen = 0;
        if (length >= 128) {
            // The form that becomes vectors, as in Masking.
            LongBuffer longs =
                    bytes.slice(at, length & ~7).order(ByteOrder.nativeOrder()).asLongBuffer();
            int count = longs.limit();
            for (int i = 0; i < count; i++) {
                seen |= longs.get(i);
            }
            at += length & ~7;
        }
        for (; at <= end - 8; at += 8) {
            seen |= bytes.getLong(at);
        }
        for (; at < end; at++) {
            seen |= bytes.get(at);
        }
        return (seen & NOT_ASCII) == 0;
    }

    /**
     * Goes on with a text that comes in pieces.
     *
     * @param state {@link #ACCEPT} for the first piece, then what the call for the piece before returned
     * @param bytes the piece; position and limit are left alone
     * @param from index of its first byte
     * @param length its length in bytes
     * @return {@link #REJECT} when no well-formed text begins with the pieces so far, {@link #ACCEPT} when they are one, else
     *     a state inside a code point
     */
    public static int advance(int state, ByteBuffer bytes, int from, int length) {
        long s = state;
        int end = from + length;
        for (int i = from; i < end; i++) {
            s = NEXT[bytes.get(i) & 0xFF] >>> s; // the shift looks at the lower six bits alone
        }
        return (int) s & 63;
    }
}
