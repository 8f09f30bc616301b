package io.longwire.ws.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.MessageKind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a protocol object takes to put messages together, counted in blocks. */
class ProtocolMemoryTest {
    private static final Limits LIMITS = new Limits(1 << 26, 1 << 26, 200_000, 100);

    private final CountingBlocks blocks = new CountingBlocks();
    private final EventLog log = new EventLog();
    private final WebSocketProtocol server = server(log);

    private WebSocketProtocol server(ProtocolEvents events) {
        return new WebSocketProtocol(Role.SERVER, LIMITS, false, blocks, List.of(), 0, events);
    }

    private static ByteBuffer frames(String source) {
        return ByteBuffer.wrap(VectorSyntax.bytes(source, Role.SERVER));
    }

    private static String[] events(String source) {
        return VectorSyntax.events(source).toArray(String[]::new);
    }

    @Test
    void hands_on_a_whole_frame_where_it_lies() {
        ByteBuffer bytes = frames("binary(\"abc\") text(\"defg\")");
        List<String> windows = new ArrayList<>();
        ProtocolEvents watching = new Watching(payload -> {
            assertThat(payload).isSameAs(bytes);
            windows.add(payload.position() + " to " + payload.limit());
        });
        server(watching).receive(bytes);
        assertThat(windows).containsExactly("6 to 9", "15 to 19");
        assertThat(blocks.taken()).isZero();
    }

    /** Shows each payload. */
    private record Watching(Consumer<ByteBuffer> eye) implements ProtocolEvents {
        @Override
        public void onMessage(MessageKind kind, ByteBuffer payload, boolean ascii) {
            eye.accept(payload);
        }

        @Override
        public void onPart(MessageKind kind, ByteBuffer payload, boolean last) {
            eye.accept(payload);
        }

        @Override
        public void onPing(ByteBuffer payload) {
            eye.accept(payload);
        }

        @Override
        public void onPong(ByteBuffer payload) {
            eye.accept(payload);
        }

        @Override
        public void control(ControlFrame kind, ByteBuffer payload) {}

        @Override
        public void onCloseReceived(int code, String text) {}

        @Override
        public void onViolation(Violation violation) {}
    }

    @Test
    void takes_nothing_for_a_length_that_was_only_announced() {
        server.receive(frames("says=60000000:binary()"));
        assertThat(blocks.taken()).isZero();
        server.receive(frames("0102030405060708090a"));
        assertThat(blocks.largest()).isLessThanOrEqualTo(1024);
        server.receive(ByteBuffer.allocate(2000));
        assertThat(blocks.retained()).isLessThanOrEqualTo(4 * 2010);
    }

    @Test
    void puts_a_big_message_together_in_one_block_when_the_first_read_brings_a_quarter_of_it() {
        byte[] bytes = frames("binary(1048576*07)").array();
        for (int at = 0; at < bytes.length; at += 256 * 1024 + 14) {
            server.receive(ByteBuffer.wrap(bytes, at, Math.min(256 * 1024 + 14, bytes.length - at)));
        }
        assertThat(log.lines()).containsExactly(events("binary(1048576*07)"));
        assertThat(blocks.taken()).isEqualTo(1);
        assertThat(blocks.largest()).isEqualTo(1024 * 1024);
    }

    @Test
    void half_a_million_empty_messages_in_one_read_need_no_stack_and_no_memory() {
        long[] count = {0};
        ProtocolEvents counting = new Watching(payload -> count[0]++);
        server(counting).receive(frames("500000*binary()"));
        assertThat(count[0]).isEqualTo(500_000);
        assertThat(blocks.taken()).isZero();
    }

    @Test
    void a_hundred_thousand_fragments_copy_little() {
        server.receive(frames("binary-(00) 99998*cont-(01) cont(02)"));
        assertThat(log.lines()).containsExactly(events("binary(00 99998*01 02)"));
        assertThat(blocks.taken()).isLessThan(12);
        assertThat(blocks.largest()).isLessThanOrEqualTo(2 * 100_000);
    }

    @Test
    void a_message_in_pieces_of_one_byte_copies_little() {
        byte[] bytes = frames("binary(100000*07)").array();
        for (byte b : bytes) {
            server.receive(ByteBuffer.wrap(new byte[] {b}));
        }
        assertThat(log.lines()).containsExactly(events("binary(100000*07)"));
        assertThat(blocks.taken()).isLessThan(7);
        assertThat(blocks.largest()).isEqualTo(100_000);
    }

    @Test
    void parts_need_no_memory_and_no_end() {
        WebSocketProtocol protocol = new WebSocketProtocol(Role.CLIENT, Limits.NONE, true, blocks, List.of(), 0, log);
        protocol.receive(ByteBuffer.wrap(VectorSyntax.bytes("says=9223372036854775807:binary-()", Role.CLIENT)));
        for (int i = 0; i < 1000; i++) {
            protocol.receive(ByteBuffer.allocate(65536));
        }
        assertThat(blocks.taken()).isZero();
        assertThat(protocol.midMessage()).isTrue();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void a_whole_message_never_has_more_than_a_buffer_holds() {
        WebSocketProtocol protocol = new WebSocketProtocol(Role.CLIENT, Limits.NONE, false, blocks, List.of(), 0, log);
        protocol.receive(ByteBuffer.wrap(VectorSyntax.bytes("says=2147483648:binary()", Role.CLIENT)));
        assertThat(log.lines()).containsExactly(events("!MESSAGE_TOO_BIG"));
    }
}
