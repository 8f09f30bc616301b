package io.longwire.ws.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The automaton against the JDK's decoder in its strict mode. */
class Utf8Test {
    private static final int RANDOM_SEQUENCES = 300_000;

    private final CharsetDecoder strict = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final CharBuffer chars = CharBuffer.allocate(4096);

    private boolean jdk(ByteBuffer bytes) {
        chars.clear();
        strict.reset();
        return !strict.decode(bytes.duplicate(), chars, true).isError();
    }

    private static int state(ByteBuffer bytes, int from, int length) {
        return Utf8.advance(Utf8.ACCEPT, bytes, from, length);
    }

    private void check(ByteBuffer bytes, int length) {
        bytes.clear().limit(length);
        boolean expected = jdk(bytes);
        if (Utf8.isValid(bytes) != expected) {
            throw new AssertionError("the JDK says " + expected + " of " + hex(bytes));
        }
        for (int split = 0; split <= length; split++) {
            int first = state(bytes, 0, split);
            int both = Utf8.advance(first, bytes, split, length - split);
            if ((both == Utf8.ACCEPT) != expected || first == Utf8.REJECT && both != Utf8.REJECT) {
                throw new AssertionError("the JDK says " + expected + " of " + hex(bytes) + ", split at " + split);
            }
        }
    }

    private static String hex(ByteBuffer bytes) {
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < bytes.limit(); i++) {
            hex.append(String.format("%02x ", bytes.get(i)));
        }
        return hex.toString();
    }

    @Test
    void agrees_on_all_sequences_of_one_and_two_bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(2);
        for (int i = 0; i < 1 << 16; i++) {
            bytes.putShort(0, (short) i);
            check(bytes, 1);
            check(bytes, 2);
        }
    }

    @Test
    void agrees_on_all_sequences_of_three_bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(3);
        for (int i = 0; i < 1 << 24; i++) {
            bytes.put(0, (byte) (i >> 16)).putShort(1, (short) i);
            checkAtEverySplit(bytes);
        }
    }

    /** In a usual run the last byte takes the values at which the grammar changes, with {@code -Pfull} all of them. */
    @Test
    void agrees_on_sequences_of_four_bytes_that_begin_with_F0_to_F7() {
        int[] last = Boolean.getBoolean("longwire.codec.full")
                ? IntStream.range(0, 256).toArray()
                : new int[] {0x00, 0x7F, 0x80, 0xBF, 0xC0, 0xFF};
        ByteBuffer bytes = ByteBuffer.allocate(4);
        for (int i = 0; i < 1 << 19; i++) {
            bytes.putInt(0, 0xF000_0000 | i << 8);
            for (int d : last) {
                bytes.put(3, (byte) d);
                checkAtEverySplit(bytes);
            }
        }
    }

    /** As {@link #check}, for sequences that come by the million. */
    private void checkAtEverySplit(ByteBuffer bytes) {
        bytes.clear();
        chars.clear();
        boolean expected = !strict.reset().decode(bytes, chars, true).isError();
        int length = bytes.capacity();
        for (int split = 0; split <= length; split++) {
            int first = state(bytes, 0, split);
            int both = Utf8.advance(first, bytes, split, length - split);
            if ((both == Utf8.ACCEPT) != expected || first == Utf8.REJECT && both != Utf8.REJECT) {
                throw new AssertionError("the JDK says " + expected + " of " + hex(bytes) + ", split at " + split);
            }
        }
    }

    @Test
    void agrees_on_random_bytes_at_every_split() {
        Random random = new Random(4);
        ByteBuffer bytes = ByteBuffer.allocate(12);
        for (int i = 0; i < RANDOM_SEQUENCES; i++) {
            bytes.clear().putLong(0, random.nextLong()).putInt(8, random.nextInt());
            // Of random bytes hardly any are text: half of these are made of starters and continuations alone.
            for (int at = 0; i % 2 == 0 && at < 12; at++) {
                bytes.put(at, (byte) (random.nextInt(3) == 0 ? bytes.get(at) : 0x80 | bytes.get(at) & 0x3F));
            }
            check(bytes, 1 + i % 12);
        }
    }

    @Test
    void agrees_on_the_borders_of_every_row_of_the_grammar() {
        int[] borders = {
            0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF,
            0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF
        };
        ByteBuffer bytes = ByteBuffer.allocate(4);
        for (int a : borders) {
            for (int b : borders) {
                for (int c : borders) {
                    for (int d : borders) {
                        bytes.put(0, (byte) a).put(1, (byte) b).put(2, (byte) c).put(3, (byte) d);
                        check(bytes, 4);
                    }
                }
            }
        }
    }

    @Test
    void agrees_on_texts_with_one_byte_changed_at_every_split() {
        Random random = new Random(5);
        for (int round = 0; round < 400; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(60); i >= 0; i--) {
                int[] tops = {0x80, 0x800, 0xD800, 0x110000};
                int point = random.nextInt(tops[random.nextInt(4)]);
                text.appendCodePoint(point >= 0xD800 && point < 0xE000 ? 'x' : point);
            }
            byte[] utf8 = text.toString().getBytes(StandardCharsets.UTF_8);
            check(ByteBuffer.wrap(utf8), utf8.length);
            utf8[random.nextInt(utf8.length)] = (byte) random.nextInt(256);
            check(ByteBuffer.wrap(utf8), utf8.length);
        }
    }

    @Test
    void rejects_at_the_very_byte_that_no_text_goes_on_with() {
        // The JDK says how many bytes before the error are good; the automaton rejects with the byte that makes it one.
        assertThat(state(bytes(0xE0, 0x80), 0, 1)).isNotEqualTo(Utf8.REJECT);
        assertThat(state(bytes(0xE0, 0x80), 0, 2)).isEqualTo(Utf8.REJECT);
        assertThat(state(bytes(0xED, 0xA0), 0, 2)).isEqualTo(Utf8.REJECT);
        assertThat(state(bytes(0xF4, 0x90), 0, 2)).isEqualTo(Utf8.REJECT);
        assertThat(state(bytes(0xF0, 0x8F), 0, 2)).isEqualTo(Utf8.REJECT);
        assertThat(state(bytes(0xF5), 0, 1)).isEqualTo(Utf8.REJECT);
        assertThat(state(bytes(0x61, 0xC0), 0, 2)).isEqualTo(Utf8.REJECT);
        assertThat(Utf8.advance(Utf8.REJECT, bytes(0x61, 0x62), 0, 2)).isEqualTo(Utf8.REJECT);
    }

    @Test
    void leaves_the_buffer_alone_and_looks_at_nothing_but_its_window() {
        ByteBuffer bytes = bytes(0xFF, 0xC3, 0xA9, 0xFF).position(1).limit(3);
        assertThat(Utf8.isValid(bytes)).isTrue();
        assertThat(Utf8.isAscii(bytes)).isFalse();
        assertThat(bytes.position()).isEqualTo(1);
        assertThat(bytes.limit()).isEqualTo(3);
    }

    private static ByteBuffer bytes(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length);
        for (int value : values) {
            bytes.put((byte) value);
        }
        return bytes.flip();
    }
}
