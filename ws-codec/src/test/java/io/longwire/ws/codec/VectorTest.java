package io.longwire.ws.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every vector gives one log, however the bytes are cut, whole or in parts, in any kind of buffer. */
class VectorTest {
    /** Longer ones are cut at so many places only, near both ends and at random. */
    private static final int CUT_EVERYWHERE = 300;

    private static final List<Vector> VECTORS = Vectors.all();

    static List<Vector> vectors() {
        return VECTORS;
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void gives_what_it_says_whole(Vector vector) {
        int size = Math.max(vector.bytes().length, 1);
        assertThat(run(vector, false, false, at -> size)).isEqualTo(vector.events());
        assertThat(run(vector, false, true, at -> size)).isEqualTo(vector.events());
        assertThat(run(vector, true, true, at -> size)).isEqualTo(vector.events());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void gives_the_same_byte_by_byte(Vector vector) {
        assertThat(run(vector, false, false, at -> 1)).isEqualTo(vector.events());
        assertThat(run(vector, true, false, at -> 1)).isEqualTo(vector.events());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void gives_the_same_cut_anywhere(Vector vector) {
        int size = vector.bytes().length;
        Random random = new Random(size);
        for (int i = 1; i < size; i++) {
            int cut = size <= CUT_EVERYWHERE || i < 20 ? i : 1 + random.nextInt(size - 1);
            for (boolean parts : new boolean[] {false, true}) {
                assertThat(run(vector, parts, cut % 2 == 0, at -> at < cut ? cut - at : size))
                        .describedAs("cut at %d", cut)
                        .isEqualTo(vector.events());
            }
            if (i == 30 && size > CUT_EVERYWHERE) {
                break;
            }
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void gives_the_same_in_random_pieces(Vector vector) {
        for (int seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            assertThat(run(vector, seed % 2 == 1, true, at -> 1 + random.nextInt(40)))
                    .describedAs("seed %d", seed)
                    .isEqualTo(vector.events());
        }
    }

    @Test
    void every_violation_that_bytes_can_show_has_a_vector() {
        Set<Violation> judgedBySession = EnumSet.of(
                Violation.FRAME_TIMEOUT,
                Violation.MESSAGE_TIMEOUT,
                Violation.CONTROL_RATE,
                Violation.MESSAGE_RATE,
                Violation.UNSUPPORTED_KIND);
        Set<String> seen = vectors().stream().flatMap(v -> v.events().stream()).collect(Collectors.toSet());
        for (Violation row : EnumSet.complementOf(EnumSet.copyOf(judgedBySession))) {
            assertThat(seen).contains(EventLog.violation(row));
        }
    }

    /** @param step how many bytes come next, given how many have come */
    private static List<String> run(Vector vector, boolean parts, boolean direct, IntUnaryOperator step) {
        CountingBlocks blocks = new CountingBlocks();
        EventLog log = new EventLog();
        RunLength extension = new RunLength();
        boolean extended = vector.setup().extended();
        WebSocketProtocol protocol = new WebSocketProtocol(
                vector.role(),
                vector.setup().limits(),
                parts,
                blocks,
                extended ? List.of(extension) : List.of(),
                extended ? RunLength.RSV : 0,
                log);
        byte[] bytes = vector.bytes();
        // What an extension makes may be kept up to the limit; else four times what came.
        long spare = 16 * 1024 + (extended ? vector.setup().limits().message() : 0);
        ByteBuffer buffer =
                direct ? ByteBuffer.allocateDirect(bytes.length + 9) : ByteBuffer.allocate(bytes.length + 9);
        for (int at = 0; at < bytes.length; ) {
            int size = Math.min(step.applyAsInt(at), bytes.length - at);
            // There is more in the buffer on both sides.
            buffer.clear().position(3).put(bytes, at, size).flip().position(3);
            protocol.receive(buffer);
            at += size;
            // Asserted by hand, as it is done for every byte.
            if (buffer.position() != 3 + size || buffer.limit() != 3 + size || blocks.retained() > 4L * at + spare) {
                throw new AssertionError(buffer + ", retained " + blocks.retained() + " after " + at);
            }
        }
        if (protocol.midMessage()) {
            log.lines().add("mid-message");
        }
        if (protocol.midFrame()) {
            log.lines().add("mid-frame");
        }
        protocol.release();
        protocol.release();
        assertThat(blocks.retained()).isZero();
        assertThat(log.emptyParts()).isZero();
        assertThat(extension.closed).isEqualTo(extended ? 1 : 0);
        return log.lines();
    }
}
