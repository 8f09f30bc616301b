package io.longwire.ws.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a peer sends, nothing but a row of {@link Violation} comes of it, and the same however the bytes are cut. */
class ChangedVectorsTest {
    private static final int ROUNDS = 30_000;
    private static final Limits SMALL = new Limits(5000, 8000, 20, 3);

    private static List<String> run(Role role, byte[] bytes, boolean parts, boolean extended, Random cuts, int most) {
        EventLog log = new EventLog();
        CountingBlocks blocks = new CountingBlocks();
        WebSocketProtocol protocol = new WebSocketProtocol(
                role,
                SMALL,
                parts,
                blocks,
                extended ? List.of(new RunLength()) : List.of(),
                extended ? RunLength.RSV : 0,
                log);
        for (int at = 0; at < bytes.length; ) {
            int size = Math.min(1 + cuts.nextInt(most), bytes.length - at);
            protocol.receive(ByteBuffer.wrap(Arrays.copyOfRange(bytes, at, at + size)));
            at += size;
        }
        log.lines().add("mid-frame " + protocol.midFrame() + ", mid-message " + protocol.midMessage());
        protocol.release();
        if (blocks.retained() != 0) {
            throw new AssertionError("blocks are out: " + blocks.retained());
        }
        return log.lines();
    }

    private static void check(Role role, byte[] bytes, Random random) {
        boolean extended = random.nextBoolean();
        List<String> whole = run(role, bytes, false, extended, random, 1 << 20);
        for (int most : new int[] {1, 7, 100}) {
            List<String> cut = run(role, bytes, random.nextBoolean(), extended, random, most);
            if (!cut.equals(whole)) {
                assertThat(cut)
                        .describedAs("%s %s", role, Arrays.toString(bytes))
                        .isEqualTo(whole);
            }
        }
    }

    @Test
    void changed_vectors_give_the_same_in_every_cut() {
        List<Vector> vectors = Vectors.all().stream()
                .filter(v -> v.bytes().length > 0 && v.bytes().length < 3000)
                .toList();
        Random random = new Random(7);
        for (int i = 0; i < ROUNDS; i++) {
            Vector vector = vectors.get(random.nextInt(vectors.size()));
            byte[] bytes = vector.bytes().clone();
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                bytes[random.nextInt(Math.min(bytes.length, 40))] = (byte) random.nextInt();
            }
            check(vector.role(), bytes, random);
        }
    }

    @Test
    void noise_gives_the_same_in_every_cut() {
        Random random = new Random(8);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = new byte[1 + random.nextInt(60)];
            random.nextBytes(bytes);
            // Most noise fails with its first byte.
            bytes[0] &= (byte) 0x8F;
            if (bytes.length > 1) {
                bytes[1] |= (byte) 0x80;
            }
            check(random.nextInt(4) == 0 ? Role.CLIENT : Role.SERVER, bytes, random);
        }
    }
}
