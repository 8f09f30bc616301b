package io.longwire.ws.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;

/** What messages are made of. */
public enum Payload {
    /** Random bytes. */
    BINARY,
    /** Records of JSON in ASCII. */
    TEXT,
    /** Text half of whose characters take several bytes, in random order. */
    UTF8;

    private static final String SEVERAL = "äöüßéèñçøåλπσωждшщяюбгдей中文字漢語日本語한국어😀🚀";

    /** So many bytes of it. */
    public byte[] make(int size, Random random) {
        if (this == BINARY) {
            byte[] bytes = new byte[size];
            random.nextBytes(bytes);
            return bytes;
        }
        StringBuilder text = new StringBuilder(size);
        int bytes = 0;
        while (bytes < size - 4) {
            String next = this == TEXT ? record(random) : character(random);
            text.append(next);
            bytes += next.getBytes(StandardCharsets.UTF_8).length;
        }
        byte[] all = text.toString().getBytes(StandardCharsets.UTF_8);
        return fit(all, size);
    }

    /** Cuts at a character, and fills up with spaces. */
    private static byte[] fit(byte[] all, int size) {
        int end = Math.min(size, all.length);
        while (end < all.length && (all[end] & 0xc0) == 0x80) {
            end--;
        }
        byte[] bytes = new byte[size];
        System.arraycopy(all, 0, bytes, 0, end);
        for (int i = end; i < size; i++) {
            bytes[i] = ' ';
        }
        return bytes;
    }

    private static String record(Random random) {
        return String.format(
                Locale.ROOT,
                "{\"id\":%d,\"symbol\":\"%c%c%c\",\"price\":%.2f,\"open\":%b},",
                random.nextInt(1_000_000),
                'A' + random.nextInt(26),
                'A' + random.nextInt(26),
                'A' + random.nextInt(26),
                random.nextDouble() * 1000,
                random.nextBoolean());
    }

    private static String character(Random random) {
        if (random.nextBoolean()) {
            return Character.toString('a' + random.nextInt(26));
        }
        int at = random.nextInt(SEVERAL.length());
        return Character.toString(SEVERAL.codePointAt(Character.isLowSurrogate(SEVERAL.charAt(at)) ? at - 1 : at));
    }
}
