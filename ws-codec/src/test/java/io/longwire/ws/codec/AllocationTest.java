package io.longwire.ws.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.longwire.ws.MessageKind;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Small frames cost no garbage, in and out. */
class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 1000;

    /** Counts, and keeps copies if told to. */
    private static final class Counting implements ProtocolEvents {
        private final boolean keeps;
        long bytes;
        byte[] kept = new byte[0];

        Counting(boolean keeps) {
            this.keeps = keeps;
        }

        @Override
        public void onMessage(MessageKind kind, ByteBuffer payload, boolean ascii) {
            bytes += payload.remaining();
            if (keeps) {
                kept = new byte[payload.remaining()];
                payload.get(kept);
            }
        }

        @Override
        public void onPart(MessageKind kind, ByteBuffer payload, boolean last) {}

        @Override
        public void onPing(ByteBuffer payload) {
            bytes += payload.remaining();
        }

        @Override
        public void onPong(ByteBuffer payload) {}

        @Override
        public void control(ControlFrame kind, ByteBuffer payload) {}

        @Override
        public void onCloseReceived(int code, String text) {}

        @Override
        public void onViolation(Violation violation) {}
    }

    /** The bytes that a round costs, once everything is warm: the least of some tries, as the JVM's own doings come and go. */
    private static long cost(Runnable round) {
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 60 && least > 0; attempt++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < ROUNDS; i++) {
                round.run();
            }
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return least / ROUNDS;
    }

    private static Runnable reading(ProtocolEvents events, String frames) {
        byte[] source = VectorSyntax.bytes(frames, Role.SERVER);
        ByteBuffer buffer = ByteBuffer.allocateDirect(source.length);
        WebSocketProtocol protocol =
                new WebSocketProtocol(Role.SERVER, Limits.NONE, false, Blocks.HEAP, List.of(), 0, events);
        return () -> protocol.receive(buffer.clear().put(source).flip());
    }

    @Test
    void a_whole_frame_of_64_bytes_costs_nothing() {
        Counting events = new Counting(false);
        assertThat(cost(reading(events, "binary(64*07)"))).isZero();
        assertThat(cost(reading(events, "text(64*\"a\")"))).isZero();
        assertThat(cost(reading(events, "text(32*\"\\u00e9\") ping(\"p\")"))).isZero();
        assertThat(events.bytes).isPositive();
    }

    @Test
    void the_measure_sees_a_copy() {
        Counting events = new Counting(true);
        assertThat(cost(reading(events, "binary(64*07)"))).isBetween(64L, 200L);
        assertThat(events.kept).hasSize(64);
    }

    @Test
    void writing_a_frame_costs_nothing() {
        ByteBuffer cork = ByteBuffer.allocateDirect(1024);
        ByteBuffer payload = ByteBuffer.allocateDirect(64);
        FrameSink sink = new FrameSink() {
            @Override
            public ByteBuffer room(int bytes) {
                return cork;
            }

            @Override
            public void payload(ByteBuffer bytes) {
                cork.put(bytes);
            }
        };
        for (Role role : Role.values()) {
            MessageEncoder encoder = new MessageEncoder(role, List.of(), 0, Blocks.HEAP, () -> 0x12345678);
            assertThat(cost(() -> {
                        cork.clear();
                        encoder.message(MessageKind.BINARY, payload, sink);
                        encoder.control(ControlFrame.PING, payload, sink);
                    }))
                    .isZero();
            assertThat(cork.position()).isGreaterThan(128);
        }
    }
}
