package io.longwire.ws.codec.deflate;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * A decoder of RFC 1951 that refuses a distance beyond the agreed window, which the JDK's does not. One stream of messages, each
 * without its last 00 00 ff ff.
 */
final class TinyInflate {
    private static final int[] LENGTH_BASE = {
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
        258
    };
    private static final int[] LENGTH_BITS = {
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0
    };
    private static final int[] ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    private final int window;
    private final boolean takeover;
    private byte[] past = new byte[0];
    private byte[] in = new byte[0];
    private int bit;
    private ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int largestDistance;

    TinyInflate(int window, boolean takeover) {
        this.window = window;
        this.takeover = takeover;
    }

    int largestDistance() {
        return largestDistance;
    }

    byte[] message(byte[] payload) {
        in = new byte[payload.length + 4];
        System.arraycopy(payload, 0, in, 0, payload.length);
        in[payload.length + 2] = (byte) 0xff;
        in[payload.length + 3] = (byte) 0xff;
        bit = 0;
        out = new ByteArrayOutputStream();
        out.writeBytes(past);
        while (bit < in.length * 8) {
            block();
        }
        byte[] all = out.toByteArray();
        byte[] message = Arrays.copyOfRange(all, past.length, all.length);
        past = takeover ? Arrays.copyOfRange(all, Math.max(0, all.length - window), all.length) : new byte[0];
        return message;
    }

    private void block() {
        if (bits(1) == 1) {
            throw new AssertionError("a final block");
        }
        switch (bits(2)) {
            case 0 -> stored();
            case 1 -> {
                int[] lengths = new int[288];
                Arrays.fill(lengths, 0, 144, 8);
                Arrays.fill(lengths, 144, 256, 9);
                Arrays.fill(lengths, 256, 280, 7);
                Arrays.fill(lengths, 280, 288, 8);
                int[] distances = new int[30];
                Arrays.fill(distances, 5);
                codes(new Code(lengths), new Code(distances));
            }
            case 2 -> dynamic();
            default -> throw new AssertionError("a reserved block type");
        }
    }

    private void stored() {
        bit = (bit + 7) / 8 * 8;
        int length = bits(16);
        if ((bits(16) ^ 0xffff) != length) {
            throw new AssertionError("a bad stored length");
        }
        for (int i = 0; i < length; i++) {
            out.write(bits(8));
        }
    }

    private void dynamic() {
        int literals = bits(5) + 257;
        int distances = bits(5) + 1;
        int count = bits(4) + 4;
        int[] lengths = new int[19];
        for (int i = 0; i < count; i++) {
            lengths[ORDER[i]] = bits(3);
        }
        Code code = new Code(lengths);
        int[] all = new int[literals + distances];
        for (int i = 0; i < all.length; ) {
            int symbol = code.next();
            if (symbol < 16) {
                all[i++] = symbol;
            } else {
                int value = symbol == 16 ? all[i - 1] : 0;
                int repeat = symbol == 16 ? 3 + bits(2) : symbol == 17 ? 3 + bits(3) : 11 + bits(7);
                for (int j = 0; j < repeat; j++) {
                    all[i++] = value;
                }
            }
        }
        codes(new Code(Arrays.copyOf(all, literals)), new Code(Arrays.copyOfRange(all, literals, all.length)));
    }

    private void codes(Code literals, Code distances) {
        byte[] known = out.toByteArray();
        byte[] buffer = Arrays.copyOf(known, Math.max(64, known.length * 2));
        int length = known.length;
        for (int symbol = literals.next(); symbol != 256; symbol = literals.next()) {
            if (length + 258 > buffer.length) {
                buffer = Arrays.copyOf(buffer, buffer.length * 2 + 258);
            }
            if (symbol < 256) {
                buffer[length++] = (byte) symbol;
                continue;
            }
            int run = LENGTH_BASE[symbol - 257] + bits(LENGTH_BITS[symbol - 257]);
            int code = distances.next();
            int extra = Math.max(0, code / 2 - 1);
            int distance = (code < 2 ? code : (2 + code % 2) << extra) + bits(extra) + 1;
            largestDistance = Math.max(largestDistance, distance);
            if (distance > window || distance > length) {
                throw new AssertionError("a distance of " + distance + " with a window of " + window);
            }
            for (int i = 0; i < run; i++, length++) {
                buffer[length] = buffer[length - distance];
            }
        }
        out.reset();
        out.write(buffer, 0, length);
    }

    private int bits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++, bit++) {
            value |= (in[bit >> 3] >> (bit & 7) & 1) << i;
        }
        return value;
    }

    /** A canonical Huffman code (RFC 1951, 3.2.2), read bit by bit. */
    private final class Code {
        private final int[] counts = new int[16];
        private final int[] symbols;

        Code(int[] lengths) {
            int[] offsets = new int[16];
            for (int length : lengths) {
                counts[length]++;
            }
            counts[0] = 0;
            for (int i = 1; i < 16; i++) {
                offsets[i] = offsets[i - 1] + counts[i - 1];
            }
            symbols = new int[lengths.length];
            for (int symbol = 0; symbol < lengths.length; symbol++) {
                if (lengths[symbol] > 0) {
                    symbols[offsets[lengths[symbol]]++] = symbol;
                }
            }
        }

        int next() {
            int code = 0;
            int first = 0;
            int index = 0;
            for (int length = 1; length < 16; length++) {
                code |= bits(1);
                if (code - counts[length] < first) {
                    return symbols[index + code - first];
                }
                index += counts[length];
                first = first + counts[length] << 1;
                code <<= 1;
            }
            throw new AssertionError("not a code");
        }
    }
}
