package io.longwire.ws.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.CloseReason;
import io.longwire.ws.MessageKind;
import io.longwire.ws.spi.Extension;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What extensions see and may do. */
class ExtensionsTest {
    private static final Limits LIMITS = new Limits(1 << 20, 1000, 100, 0);

    private final CountingBlocks blocks = new CountingBlocks();
    private final EventLog log = new EventLog();

    private WebSocketProtocol server(boolean parts, Extension... extensions) {
        return new WebSocketProtocol(Role.SERVER, LIMITS, parts, blocks, List.of(extensions), RunLength.RSV, log);
    }

    private static ByteBuffer frames(String source) {
        return ByteBuffer.wrap(VectorSyntax.bytes(source, Role.SERVER));
    }

    /** Writes its name behind each message, and down what it saw. */
    private static class Naming implements Extension {
        final List<String> seen = new ArrayList<>();
        final String name;

        Naming(String name) {
            this.name = name;
        }

        @Override
        public void decode(Head head, ByteBuffer chunk, boolean last, Sink out) {
            rewrite(head, chunk, last, out);
        }

        @Override
        public void encode(Head head, ByteBuffer chunk, boolean last, Sink out) {
            rewrite(head, chunk, last, out);
        }

        private void rewrite(Head head, ByteBuffer chunk, boolean last, Sink out) {
            seen.add(head.kind() + " " + head.size() + " " + head.rsv(4) + " " + chunk.remaining()
                    + (last ? " last" : ""));
            out.accept(chunk);
            if (last) {
                out.accept(ByteBuffer.wrap(name.getBytes(StandardCharsets.US_ASCII)));
            }
        }

        @Override
        public void close() {
            seen.add("closed");
        }
    }

    @Test
    void incoming_messages_pass_through_the_last_one_first() {
        Naming first = new Naming("A");
        Naming second = new Naming("B");
        WebSocketProtocol server = server(false, first, second);
        server.receive(frames("text(\"x\") rsv1:binary-(00) ping() cont(01)"));
        assertThat(log.lines()).containsExactly("text 784241", "> PONG ", "ping ", "binary 00014241");
        assertThat(second.seen).containsExactly("TEXT -1 false 1 last", "BINARY -1 true 1", "BINARY -1 true 1 last");
        assertThat(first.seen)
                .startsWith("TEXT -1 false 1", "TEXT -1 false 1", "TEXT -1 false 0 last", "BINARY -1 true 1");
        server.release();
        assertThat(first.seen).endsWith("closed");
        assertThat(second.seen).endsWith("closed");
    }

    @Test
    void outgoing_messages_pass_through_the_first_one_first() {
        Naming first = new Naming("A");
        Naming second = new Naming("B");
        MessageEncoder encoder = new MessageEncoder(Role.SERVER, List.of(first, second), 0, blocks, null);
        Bytes out = new Bytes(0);
        encoder.message(MessageKind.TEXT, ByteBuffer.wrap(new byte[] {'x'}), out);
        assertThat(out.take()).isEqualTo(ByteBuffer.wrap(new byte[] {(byte) 0x81, 3, 'x', 'A', 'B'}));
        assertThat(first.seen).containsExactly("TEXT 1 false 1 last");
        encoder.part(MessageKind.BINARY, ByteBuffer.wrap(new byte[] {'y'}), true, false, out);
        assertThat(first.seen).endsWith("BINARY -1 false 1");
    }

    @Test
    void large_messages_are_shown_in_chunks() {
        Naming naming = new Naming("A");
        MessageEncoder encoder = new MessageEncoder(Role.SERVER, List.of(naming), 0, blocks, null);
        Bytes out = new Bytes(0);
        encoder.message(MessageKind.BINARY, ByteBuffer.allocate(150_000), out);
        assertThat(naming.seen)
                .containsExactly(
                        "BINARY 150000 false 65536", "BINARY 150000 false 65536", "BINARY 150000 false 18928 last");
        assertThat(blocks.largest()).isLessThanOrEqualTo(2 * MessageEncoder.FRAGMENT);
        assertThat(out.take().remaining()).isEqualTo(10 + 65536 + 10 + 65536 + 4 + 18929);
    }

    @Test
    void closes_each_even_when_one_before_it_throws() {
        Naming second = new Naming("B");
        Naming first = new Naming("A") {
            @Override
            public void close() {
                throw new IllegalStateException("cannot close");
            }
        };
        WebSocketProtocol server = server(false, first, second);
        assertThatThrownBy(server::release).hasMessage("cannot close");
        server.release();
        assertThat(second.seen).containsExactly("closed");
    }

    @Test
    void the_limit_holds_for_an_extension_that_catches_what_the_sink_throws() {
        List<Integer> taken = new ArrayList<>();
        Naming stubborn = new Naming("A") {
            @Override
            public void decode(Head head, ByteBuffer chunk, boolean last, Sink out) {
                for (int i = 0; i < 100; i++) {
                    try {
                        out.accept(ByteBuffer.allocate(600));
                        taken.add(i);
                    } catch (RuntimeException e) {
                        seen.add("refused");
                    }
                }
            }
        };
        server(false, stubborn).receive(frames("binary(00)"));
        assertThat(taken).containsExactly(0);
        assertThat(stubborn.seen).hasSize(99);
        assertThat(log.lines()).isEqualTo(VectorSyntax.events("!MESSAGE_TOO_BIG"));
        assertThat(blocks.largest()).isLessThanOrEqualTo(1000);
        assertThat(blocks.retained()).isZero();
    }

    @Test
    void an_extensions_own_fault_is_the_callers_to_see() {
        Naming faulty = new Naming("A") {
            @Override
            public void decode(Head head, ByteBuffer chunk, boolean last, Sink out) {
                out.accept(chunk);
                throw new IllegalStateException("a fault");
            }
        };
        WebSocketProtocol server = server(false, faulty);
        ByteBuffer bytes = frames("binary(00) ping() text(\"a\") close(#1000)");
        assertThatThrownBy(() -> server.receive(bytes)).hasMessage("a fault");
        assertThat(log.lines()).isEmpty();
        server.close(CloseReason.INTERNAL_ERROR);
        server.receive(bytes);
        assertThat(log.lines()).containsExactly("> CLOSE 03f3", "closed 1000 ");
        assertThat(bytes.hasRemaining()).isFalse();
        assertThat(blocks.retained()).isZero();
    }

    @Test
    void stops_decoding_when_a_part_closes_the_connection() {
        List<WebSocketProtocol> self = new ArrayList<>();
        List<Integer> parts = new ArrayList<>();
        EventLog closing = new EventLog() {
            @Override
            public void onPart(MessageKind kind, ByteBuffer payload, boolean last) {
                parts.add(payload.remaining());
                self.get(0).close(CloseReason.NORMAL);
            }
        };
        Limits large = new Limits(1 << 20, 1 << 20, 100, 0);
        self.add(new WebSocketProtocol(
                Role.SERVER, large, true, blocks, List.of(new RunLength()), RunLength.RSV, closing));
        self.get(0).receive(frames("rsv1:binary(100*ff00) close(#1000)"));
        assertThat(parts).containsExactly(1024);
        assertThat(closing.lines()).containsExactly("> CLOSE 03e8", "closed 1000 ");
    }

    @Test
    void may_set_no_bit_that_it_does_not_own() {
        MessageEncoder encoder = new MessageEncoder(Role.SERVER, List.of(new RunLength()), 2, blocks, null);
        Bytes out = new Bytes(0);
        assertThatThrownBy(() -> encoder.message(MessageKind.TEXT, ByteBuffer.allocate(1), out))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(blocks.retained()).isZero();
        assertThatThrownBy(() -> server(false, new Naming("A") {
                            @Override
                            public void decode(Head head, ByteBuffer chunk, boolean last, Sink sink) {
                                head.setRsv(4);
                            }
                        })
                        .receive(frames("text(\"a\")")))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
