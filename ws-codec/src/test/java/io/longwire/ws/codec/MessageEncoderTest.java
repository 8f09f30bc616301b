package io.longwire.ws.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.MessageKind;
import io.longwire.ws.spi.Extension;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes out, by its bytes and by what the other side reads. */
class MessageEncoderTest {
    private static final int[] SIZES = {
        0, 1, 2, 3, 7, 8, 60, 124, 125, 126, 127, 128, 497, 498, 499, 500, 511, 512, 513, 1000, 65534, 65535, 65536,
        65537, 200_000
    };

    private final CountingBlocks blocks = new CountingBlocks();
    private int keys;

    private MessageEncoder encoder(Role role, Extension... extensions) {
        Random random = new Random(9);
        return new MessageEncoder(
                role,
                List.of(extensions),
                extensions.length == 0 ? 0 : RunLength.RSV,
                blocks,
                role == Role.SERVER
                        ? null
                        : () -> {
                            keys++;
                            return random.nextInt();
                        });
    }

    private static List<String> read(Role reader, ByteBuffer bytes, Extension... extensions) {
        EventLog log = new EventLog();
        new WebSocketProtocol(
                        reader,
                        Limits.NONE,
                        false,
                        Blocks.HEAP,
                        List.of(extensions),
                        extensions.length == 0 ? 0 : RunLength.RSV,
                        log)
                .receive(bytes);
        return log.lines();
    }

    private static ByteBuffer text(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String hex(ByteBuffer bytes) {
        return HexFormat.of().formatHex(bytes.array(), bytes.position(), bytes.limit());
    }

    @Test
    void writes_the_examples_of_the_standard() {
        Bytes out = new Bytes(0);
        MessageEncoder server = encoder(Role.SERVER);
        server.message(MessageKind.TEXT, text("Hello"), out);
        assertThat(hex(out.take())).isEqualTo("810548656c6c6f");
        server.part(MessageKind.TEXT, text("Hel"), true, false, out);
        server.part(MessageKind.TEXT, text("lo"), false, true, out);
        assertThat(hex(out.take())).isEqualTo("010348656c" + "80026c6f");
        server.control(ControlFrame.PING, text("Hello"), out);
        assertThat(hex(out.take())).isEqualTo("890548656c6c6f");
        server.message(MessageKind.BINARY, ByteBuffer.allocate(256), out);
        assertThat(hex(out.take())).isEqualTo("827e0100" + "00".repeat(256));
        server.message(MessageKind.BINARY, ByteBuffer.allocate(65536), out);
        assertThat(hex(out.take())).isEqualTo("827f0000000000010000" + "00".repeat(65536));

        MessageEncoder client = new MessageEncoder(Role.CLIENT, List.of(), 0, blocks, () -> 0x37fa213d);
        client.message(MessageKind.TEXT, text("Hello"), out);
        assertThat(hex(out.take())).isEqualTo("818537fa213d7f9f4d5158");
        client.control(ControlFrame.PONG, text("Hello"), out);
        assertThat(hex(out.take())).isEqualTo("8a8537fa213d7f9f4d5158");
        client.control(ControlFrame.CLOSE, ByteBuffer.allocate(0), out);
        assertThat(hex(out.take())).isEqualTo("888037fa213d");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 1000, 300_000})
    void what_one_side_writes_the_other_reads(int spare) {
        Random random = new Random(10);
        for (Role role : Role.values()) {
            Role reader = role == Role.SERVER ? Role.CLIENT : Role.SERVER;
            MessageEncoder encoder = encoder(role);
            Bytes out = new Bytes(spare);
            for (int size : SIZES) {
                byte[] payload = new byte[size];
                random.nextBytes(payload);
                List<String> expected = List.of(EventLog.event("binary", ByteBuffer.wrap(payload)));
                for (ByteBuffer form : forms(payload)) {
                    ByteBuffer before = form.duplicate();
                    ByteOrder order = form.order();
                    encoder.message(MessageKind.BINARY, form, out);
                    assertThat(form.position()).isEqualTo(before.position());
                    assertThat(form.limit()).isEqualTo(before.limit());
                    assertThat(form.order()).isEqualTo(order);
                    assertThat(read(reader, out.take())).isEqualTo(expected);
                }
                if (size <= 125) {
                    encoder.control(ControlFrame.PONG, ByteBuffer.wrap(payload), out);
                    assertThat(read(reader, out.take()))
                            .containsExactly(EventLog.event("pong", ByteBuffer.wrap(payload)));
                }
            }
        }
        assertThat(blocks.taken()).isZero();
    }

    /** The same bytes in buffers of all kinds. */
    private static List<ByteBuffer> forms(byte[] payload) {
        ByteBuffer direct = ByteBuffer.allocateDirect(payload.length + 8);
        direct.put(5, payload).position(5).limit(5 + payload.length).order(ByteOrder.LITTLE_ENDIAN);
        return List.of(
                ByteBuffer.wrap(payload).asReadOnlyBuffer(),
                direct,
                ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN));
    }

    @Test
    void a_client_takes_one_key_for_each_frame_and_a_server_none() {
        Bytes out = new Bytes(0);
        MessageEncoder client = encoder(Role.CLIENT);
        client.message(MessageKind.BINARY, ByteBuffer.allocate(100_000), out);
        client.message(MessageKind.TEXT, ByteBuffer.allocate(0), out);
        client.control(ControlFrame.PING, ByteBuffer.allocate(3), out);
        client.part(MessageKind.TEXT, ByteBuffer.allocate(3), true, false, out);
        client.part(MessageKind.TEXT, ByteBuffer.allocate(3), false, true, out);
        assertThat(keys).isEqualTo(5);
        assertThatThrownBy(() -> new MessageEncoder(Role.CLIENT, List.of(), 0, blocks, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_server_hands_its_payload_on_without_a_copy() {
        Bytes out = new Bytes(0);
        encoder(Role.SERVER).message(MessageKind.BINARY, ByteBuffer.allocate(5), out);
        assertThat(out.payloads).isEqualTo(1);
    }

    @Test
    void a_control_frame_has_at_most_125_bytes() {
        Bytes out = new Bytes(0);
        for (Role role : Role.values()) {
            assertThatThrownBy(() -> encoder(role).control(ControlFrame.PING, ByteBuffer.allocate(126), out))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(out.take().remaining()).isZero();
        }
    }

    @Test
    void control_frames_may_come_between_parts() {
        Bytes out = new Bytes(0);
        for (Role role : Role.values()) {
            MessageEncoder encoder = encoder(role);
            encoder.part(MessageKind.TEXT, text("a"), true, false, out);
            encoder.control(ControlFrame.PONG, text("p"), out);
            encoder.part(MessageKind.TEXT, text(""), false, false, out);
            encoder.part(MessageKind.TEXT, text("b"), false, true, out);
            Role reader = role == Role.SERVER ? Role.CLIENT : Role.SERVER;
            assertThat(read(reader, out.take())).containsExactly("pong 70", "text 6162");
        }
    }

    // With extensions

    @Test
    void an_encoded_message_is_one_frame_up_to_64_kib_and_fragments_above() {
        Bytes out = new Bytes(0);
        MessageEncoder server = encoder(Role.SERVER, new RunLength());
        // Each byte becomes a pair.
        byte[] alternating = new byte[100_000];
        for (int i = 0; i < alternating.length; i++) {
            alternating[i] = (byte) (i & 1);
        }
        server.message(MessageKind.BINARY, ByteBuffer.wrap(alternating, 0, 32768), out);
        ByteBuffer one = out.take();
        assertThat(hex(one.limit(10))).isEqualTo("c27f0000000000010000");
        assertThat(one.capacity()).isEqualTo(10 + 65536);

        server.message(MessageKind.BINARY, ByteBuffer.wrap(alternating), out);
        ByteBuffer four = out.take();
        List<String> heads = new ArrayList<>();
        for (int at = 0; at < four.capacity(); ) {
            int length = four.get(at + 1) == 126 ? four.getShort(at + 2) & 0xFFFF : (int) four.getLong(at + 2);
            heads.add(String.format("%02x %d", four.get(at), length));
            at += (four.get(at + 1) == 126 ? 4 : 10) + length;
        }
        assertThat(heads).containsExactly("42 65536", "00 65536", "00 65536", "80 3392");
        assertThat(read(Role.CLIENT, four, new RunLength()))
                .containsExactly(EventLog.event("binary", ByteBuffer.wrap(alternating)));
        assertThat(blocks.retained()).isZero();
    }

    @Test
    void what_one_side_encodes_the_other_decodes() {
        Random random = new Random(11);
        for (Role role : Role.values()) {
            Role reader = role == Role.SERVER ? Role.CLIENT : Role.SERVER;
            MessageEncoder encoder = encoder(role, new RunLength());
            Bytes out = new Bytes(3);
            for (int size : SIZES) {
                byte[] payload = new byte[size];
                random.nextBytes(payload);
                ByteBuffer borrowed = ByteBuffer.wrap(payload).asReadOnlyBuffer();
                encoder.message(MessageKind.BINARY, borrowed, out);
                assertThat(borrowed.remaining()).isEqualTo(size);
                assertThat(read(reader, out.take(), new RunLength()))
                        .containsExactly(EventLog.event("binary", ByteBuffer.wrap(payload)));

                for (int at = 0; at <= size; ) {
                    int part = Math.min(1 + random.nextInt(size + 1), size - at);
                    boolean last = at + part == size;
                    encoder.part(MessageKind.BINARY, ByteBuffer.wrap(payload, at, part), at == 0, last, out);
                    assertThat(blocks.retained()).isZero();
                    at += last ? size + 1 : part;
                }
                assertThat(read(reader, out.take(), new RunLength()))
                        .containsExactly(EventLog.event("binary", ByteBuffer.wrap(payload)));
            }
        }
    }

    @Test
    void what_a_part_encodes_to_goes_out_with_it() {
        Bytes out = new Bytes(0);
        MessageEncoder server = encoder(Role.SERVER, new RunLength());
        server.part(MessageKind.TEXT, text("aaa"), true, false, out);
        assertThat(hex(out.take())).isEqualTo("41020361");
        server.part(MessageKind.TEXT, text(""), false, false, out);
        assertThat(hex(out.take())).isEmpty();
        server.part(MessageKind.TEXT, text("b"), false, true, out);
        assertThat(hex(out.take())).isEqualTo("80020162");
        server.message(MessageKind.TEXT, text(""), out);
        assertThat(hex(out.take())).isEqualTo("c100");
    }
}
