package io.longwire.ws.codec.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.MessageKind;
import io.longwire.ws.codec.Blocks;
import io.longwire.ws.codec.ControlFrame;
import io.longwire.ws.codec.FrameSink;
import io.longwire.ws.codec.Limits;
import io.longwire.ws.codec.MessageEncoder;
import io.longwire.ws.codec.ProtocolEvents;
import io.longwire.ws.codec.Role;
import io.longwire.ws.codec.Violation;
import io.longwire.ws.codec.WebSocketProtocol;
import io.longwire.ws.spi.Extension;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compression under the frames, as a session has it. */
class DeflateFramesTest {
    /** One end: what it heard, and what it says. */
    private static final class End implements ProtocolEvents, FrameSink {
        private final WebSocketProtocol protocol;
        private final MessageEncoder encoder;
        private final List<byte[]> messages = new ArrayList<>();
        private final List<String> heard = new ArrayList<>();
        private final ByteArrayOutputStream said = new ByteArrayOutputStream();
        private final ByteBuffer room = ByteBuffer.allocate(FrameSink.MAX_ROOM);

        End(Role role, Extension extension, Limits limits) {
            List<Extension> extensions = List.of(extension);
            protocol = new WebSocketProtocol(role, limits, false, Blocks.HEAP, extensions, 4, this);
            encoder = new MessageEncoder(role, extensions, 4, Blocks.HEAP, new Random(5)::nextInt);
        }

        byte[] take() {
            settle();
            byte[] bytes = said.toByteArray();
            said.reset();
            return bytes;
        }

        void receive(byte[] bytes, int piece) {
            for (int at = 0; at < bytes.length; at += piece) {
                int size = Math.min(piece, bytes.length - at);
                protocol.receive(ByteBuffer.wrap(Arrays.copyOfRange(bytes, at, at + size)));
                if (piece == Integer.MAX_VALUE) {
                    return;
                }
            }
        }

        private void settle() {
            said.write(room.array(), 0, room.position());
            room.clear();
        }

        @Override
        public ByteBuffer room(int bytes) {
            settle();
            return room;
        }

        @Override
        public void payload(ByteBuffer bytes) {
            settle();
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            said.writeBytes(copy);
        }

        @Override
        public void onMessage(MessageKind kind, ByteBuffer payload, boolean ascii) {
            byte[] copy = new byte[payload.remaining()];
            payload.get(copy);
            messages.add(copy);
        }

        @Override
        public void onPart(MessageKind kind, ByteBuffer payload, boolean last) {
            throw new AssertionError("no parts were asked for");
        }

        @Override
        public void onPing(ByteBuffer payload) {
            heard.add("ping");
        }

        @Override
        public void onPong(ByteBuffer payload) {
            heard.add("pong");
        }

        @Override
        public void control(ControlFrame kind, ByteBuffer payload) {}

        @Override
        public void onCloseReceived(int code, String text) {
            heard.add("close " + code);
        }

        @Override
        public void onViolation(Violation violation) {
            heard.add(violation.name());
        }
    }

    private static final Limits LIMITS = new Limits(1 << 20, 1 << 20, 4096, 100);

    @ParameterizedTest
    @ValueSource(ints = {Integer.MAX_VALUE, 1, 13})
    void messagesPassBothWays(int piece) {
        Wires.Pair pair = Wires.agree(MapSettings.of(), MapSettings.of("history", "full"));
        End server = new End(Role.SERVER, pair.server(), LIMITS);
        End client = new End(Role.CLIENT, pair.client(), LIMITS);
        Random random = new Random(186);
        List<byte[]> sent = new ArrayList<>();
        int pings = 0;
        for (int i = 0; i < 200; i++) {
            byte[] message = Wires.message(random, i);
            int cut = random.nextInt(message.length + 1);
            sent.add(message);
            server.encoder.message(MessageKind.BINARY, ByteBuffer.wrap(message), server);
            if (random.nextBoolean()) {
                client.encoder.message(MessageKind.BINARY, ByteBuffer.wrap(message), client);
            } else {
                client.encoder.part(MessageKind.BINARY, ByteBuffer.wrap(message, 0, cut), true, false, client);
                client.encoder.control(ControlFrame.PING, ByteBuffer.allocate(3), client);
                client.encoder.part(
                        MessageKind.BINARY, ByteBuffer.wrap(message, cut, message.length - cut), false, true, client);
                pings++;
            }
        }
        server.receive(client.take(), piece);
        client.receive(server.take(), piece);
        assertThat(server.heard).hasSize(pings).containsOnly("ping");
        assertThat(client.heard).isEmpty();
        assertThat(server.messages).usingElementComparator(Arrays::compare).isEqualTo(sent);
        assertThat(client.messages).usingElementComparator(Arrays::compare).isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource({
        // A continuation, control frames with and without FIN, and RSV2 and RSV3 with RSV1.
        "41 80 00000000 c0 80 00000000, RESERVED_BIT",
        "c9 80 00000000, RESERVED_BIT",
        "49 80 00000000, RESERVED_BIT",
        "e1 80 00000000, RESERVED_BIT",
        "d1 80 00000000, RESERVED_BIT",
        "a1 80 00000000, RESERVED_BIT",
        // A reserved block type, a message cut short, and bytes that are not UTF-8 once they are inflated.
        "c1 81 00000000 07, EXTENSION_PAYLOAD",
        "c1 82 00000000 f2 48, EXTENSION_PAYLOAD",
        "c1 88 00000000 00 02 00 fd ff c3 28 00, TEXT_NOT_UTF8",
        // What is no text comes out before the data turns out to be corrupt.
        "c1 88 00000000 00 02 00 fd ff c3 28 07, TEXT_NOT_UTF8"
    })
    void aViolationIsAlwaysTheSame(String hex, String violation) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        for (int piece : new int[] {Integer.MAX_VALUE, 1, 2, 7}) {
            Counting streams = new Counting();
            End server = end(streams, LIMITS);
            server.receive(bytes, piece);
            assertThat(server.heard).containsExactly(violation);
            assertThat(server.messages).isEmpty();
            server.protocol.release();
            streams.assertEndedOnce();
        }
    }

    @Test
    void aBombIsStoppedBySizeOrByRatio() {
        for (int piece : new int[] {Integer.MAX_VALUE, 50}) {
            byte[] bomb = new byte[8 << 20];
            assertThat(heardOf(bomb, new Limits(1 << 20, 1 << 20, 4096, 0), piece))
                    .containsExactly("MESSAGE_TOO_BIG");
            assertThat(heardOf(new byte[1 << 19], LIMITS, piece)).containsExactly("INFLATE_RATIO");
            assertThat(heardOf(new byte[60_000], LIMITS, piece)).isEmpty();
        }
    }

    private static List<String> heardOf(byte[] message, Limits limits, int piece) {
        Extension maker = Wires.agree(MapSettings.of(), MapSettings.of()).client();
        End client = new End(Role.CLIENT, maker, Limits.NONE);
        client.encoder.message(MessageKind.BINARY, ByteBuffer.wrap(message), client);
        End server = end(new Counting(), limits);
        server.receive(client.take(), piece);
        return server.heard;
    }

    private static End end(Streams streams, Limits limits) {
        Extension extension = new DeflateProvider(streams)
                .accept(Wires.parse("permessage-deflate"), MapSettings.of())
                .orElseThrow()
                .open(new OneLoop());
        return new End(Role.SERVER, extension, limits);
    }
}
