package io.longwire.ws.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Masking against RFC 6455, 5.3, written down naively. */
class MaskingTest {
    private static final int[] LENGTHS = {
        0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 63, 64, 65, 120, 127, 128, 129, 135, 136, 137, 200, 255, 256, 257,
        511, 1000, 1023, 1024, 1025, 4096, 4099
    };

    private static byte[] naive(int key, byte[] bytes) {
        byte[] masked = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            masked[i] = (byte) (bytes[i]
                    ^ new byte[] {(byte) (key >> 24), (byte) (key >> 16), (byte) (key >> 8), (byte) key}[i % 4]);
        }
        return masked;
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    /** Bytes whose masked form is ASCII, but for one at a random place in every second case. */
    private static byte[] bytes(Random random, int length, int key) {
        byte[] plain = new byte[length];
        for (int i = 0; i < length; i++) {
            plain[i] = (byte) random.nextInt(128);
        }
        if (length > 0 && random.nextBoolean()) {
            plain[random.nextInt(length)] |= (byte) 0x80;
        }
        return naive(key, plain);
    }

    private static ByteBuffer buffer(boolean direct, int offset, byte[] bytes) {
        int capacity = offset + bytes.length + 11;
        ByteBuffer buffer = direct ? ByteBuffer.allocateDirect(capacity) : ByteBuffer.allocate(capacity);
        for (int i = 0; i < capacity; i++) {
            buffer.put(i, (byte) 0x5A);
        }
        return buffer.put(offset, bytes);
    }

    private static byte[] bytes(ByteBuffer buffer, int from, int length) {
        byte[] bytes = new byte[length];
        buffer.get(from, bytes);
        return bytes;
    }

    private static void assertUntouchedAround(ByteBuffer buffer, int from, int length) {
        for (int i = 0; i < buffer.capacity(); i++) {
            if ((i < from || i >= from + length) && buffer.get(i) != 0x5A) {
                throw new AssertionError("byte " + i + " was touched");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void masks_in_place_at_every_offset_and_phase(boolean direct) {
        Random random = new Random(1);
        for (int length : LENGTHS) {
            for (int offset = 0; offset < 8; offset++) {
                for (int phase = 0; phase < 4; phase++) {
                    int key = Masking.advance(random.nextInt(), phase);
                    byte[] masked = bytes(random, length, key);
                    byte[] plain = naive(key, masked);
                    ByteBuffer buffer = buffer(direct, offset, masked);
                    assertThat(Masking.apply(key, buffer, offset, length)).isEqualTo(isAscii(plain));
                    assertThat(bytes(buffer, offset, length)).isEqualTo(plain);
                    assertUntouchedAround(buffer, offset, length);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void masks_while_copying_between_all_offsets(boolean direct) {
        Random random = new Random(2);
        for (int length : LENGTHS) {
            for (int offsets = 0; offsets < 64; offsets += length > 300 ? 7 : 1) {
                int from = offsets % 8;
                int to = offsets / 8;
                int key = random.nextInt(5) == 0 ? 0 : random.nextInt();
                byte[] masked = bytes(random, length, key);
                byte[] plain = naive(key, masked);
                ByteBuffer source = buffer(direct, from, masked);
                ByteBuffer target = buffer(!direct && random.nextBoolean(), to, new byte[length]);
                assertThat(Masking.copy(key, source, from, target, to, length)).isEqualTo(isAscii(plain));
                assertThat(bytes(target, to, length)).isEqualTo(plain);
                assertThat(bytes(source, from, length)).isEqualTo(masked);
                assertUntouchedAround(target, to, length);
            }
        }
    }

    @Test
    void a_payload_in_pieces_carries_its_phase_in_the_key() {
        Random random = new Random(3);
        for (int round = 0; round < 3000; round++) {
            int key = random.nextInt();
            byte[] masked = new byte[random.nextInt(700)];
            random.nextBytes(masked);
            ByteBuffer buffer = ByteBuffer.wrap(masked.clone());
            int turned = key;
            for (int at = 0; at < masked.length; ) {
                int piece = 1 + random.nextInt(random.nextBoolean() ? 5 : masked.length);
                piece = Math.min(piece, masked.length - at);
                Masking.apply(turned, buffer, at, piece);
                turned = Masking.advance(turned, piece);
                at += piece;
            }
            assertThat(buffer.array()).isEqualTo(naive(key, masked));
        }
    }

    @Test
    void finds_the_one_byte_that_is_not_ascii() {
        for (int length = 1; length < 300; length++) {
            byte[] plain = new byte[length];
            for (int place = 0; place < length; place++) {
                plain[place] = (byte) 0x80;
                ByteBuffer buffer = ByteBuffer.wrap(plain);
                if (Utf8.isAscii(buffer, 0, length) || !Utf8.isAscii(buffer, 0, place)) {
                    throw new AssertionError("length " + length + ", place " + place);
                }
                plain[place] = 0x7F;
            }
            assertThat(Utf8.isAscii(ByteBuffer.wrap(plain))).isTrue();
        }
    }
}
