package io.longwire.ws.codec.deflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.codec.deflate.Wires.FakeHead;
import io.longwire.ws.codec.deflate.Wires.Sent;
import io.longwire.ws.spi.Agreement;
import io.longwire.ws.spi.Extension;
import io.longwire.ws.spi.InvalidPayload;
import io.longwire.ws.spi.Loop;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostilePayloadTest {
    private static final String PLAIN = "permessage-deflate";

    /** What a size-checking assembler throws. */
    private static final class TooBig extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooBig() {
            super("too big", null, false, false);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MAX_VALUE, 64})
    void aBombStopsAtTheLimitWhileItInflates(int fragment) {
        byte[] bomb = bomb(64 << 20);
        assertThat(bomb.length).isLessThan(70_000);
        Counting streams = new Counting();
        Extension server = open(streams, PLAIN, new OneLoop());
        long[] delivered = {0};
        Extension.Sink sink = chunk -> {
            assertThat(chunk.remaining()).isLessThanOrEqualTo(16 * 1024);
            delivered[0] += chunk.remaining();
            if (delivered[0] > 1 << 20) {
                throw new TooBig();
            }
        };
        FakeHead head = new FakeHead(-1, 4);
        assertThatThrownBy(() -> {
                    for (int at = 0; at < bomb.length; at += Math.min(fragment, bomb.length)) {
                        int size = Math.min(fragment, bomb.length - at);
                        server.decode(head, ByteBuffer.wrap(bomb, at, size), at + size == bomb.length, sink);
                    }
                })
                .isInstanceOf(TooBig.class);
        assertThat(delivered[0]).isBetween((1L << 20) + 1, (1L << 20) + 16 * 1024);
        assertThat(streams.alive()).isZero();
        server.close();
        streams.assertEndedOnce();
    }

    /** RFC 7692, 7.2.3, and what else a message may be. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "one block,                f2 48 cd c9 c9 07 00,                     Hello",
        "without compression,      00 05 00 fa ff 48 65 6c 6c 6f 00,         Hello",
        "a final block,            f3 48 cd c9 c9 07 00 00,                  Hello",
        "two blocks,               f2 48 05 00 00 00 ff ff ca c9 c9 07 00,   Hello",
        "two final blocks,         f3 48 cd c9 c9 07 00 f3 48 cd c9 c9 07 00 00, HelloHello",
        "final then plain block,   f3 48 cd c9 c9 07 00 f2 48 cd c9 c9 07 00, HelloHello",
        "nothing after a final,    f3 48 cd c9 c9 07 00,                     Hello",
        "empty final blocks,       03 00 03 00 03 00 00,                     ''",
        "empty,                    00,                                       ''",
        "empty of no bytes,        '',                                       ''",
        "several empty blocks,     00 00 00 ff ff 00 00 00 ff ff 00,         ''",
        "an empty fixed block,     02 00,                                    ''"
    })
    void decodesEveryFormOfAMessage(String name, String hex, String text) {
        byte[] payload = HexFormat.ofDelimiter(" ").parseHex(hex.trim());
        Extension server = Wires.server(PLAIN, MapSettings.of());
        Sent first = new Sent(payload, true);
        for (int piece : new int[] {Integer.MAX_VALUE, 1, 2, 3}) {
            assertThat(Wires.decode(server, first, piece))
                    .asString(StandardCharsets.US_ASCII)
                    .isEqualTo(text);
            // The next message refers to this one.
            Sent next = new Sent(HexFormat.of().parseHex("f200110000"), true);
            if (!text.isEmpty()) {
                assertThat(Wires.decode(server, next, piece))
                        .asString(StandardCharsets.US_ASCII)
                        .isEqualTo("Hello");
            }
        }
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "07",
                "06",
                "00 05 00 fa fe 48 65 6c 6c 6f 00",
                "00 05 00 00 00 48 65 6c 6c 6f 00",
                "04 00 00 00 00 00 00 00",
                "ff ff ff ff",
                "f2 00 11 00 00",
                "f2 48 cd c9 c9 07 00 06",
                "00 05 00 fa ff 48 65 6c 6c",
                "f2 48 cd c9 c9",
                "f2 48 cd c9 c9 07",
                "f3 48 cd c9 c9",
                "f3 48 cd c9 c9 07 00 f2 48",
                "00 00 00 ff"
            })
    void corruptAndCutDataIsRefused(String hex) {
        for (int piece : new int[] {Integer.MAX_VALUE, 1, 3}) {
            Counting streams = new Counting();
            Extension server = open(streams, PLAIN, new OneLoop());
            Sent sent = new Sent(HexFormat.ofDelimiter(" ").parseHex(hex), true);
            assertThatThrownBy(() -> Wires.decode(server, sent, piece)).isInstanceOf(InvalidPayload.class);
            assertThat(streams.alive()).isZero();
            server.close();
            streams.assertEndedOnce();
        }
    }

    @Test
    void nothingComesOutAfterTheConnectionWasClosedFromWithin() {
        byte[] bomb = bomb(1 << 20);
        Counting streams = new Counting();
        Extension server = open(streams, PLAIN, new OneLoop());
        int[] chunks = {0};
        server.decode(new FakeHead(-1, 4), ByteBuffer.wrap(bomb), true, chunk -> {
            chunks[0]++;
            server.close();
        });
        assertThat(chunks[0]).isEqualTo(1);
        streams.assertEndedOnce();
    }

    @Test
    void aMessageCutAnywhereIsRefused() {
        Random random = new Random(174);
        for (byte[] message : new byte[][] {Wires.text(random, 3000), Wires.random(random, 400), new byte[2000]}) {
            Deflater zlib = new Deflater(6, true);
            byte[] whole = Wires.zlib(zlib, message).payload();
            zlib.end();
            // The first byte of a stored block is all of an empty message too.
            int from = whole[0] == 0 ? 2 : 1;
            for (int length = from; length < whole.length; length++) {
                Extension server = Wires.server(PLAIN, MapSettings.of());
                Sent cut = new Sent(Arrays.copyOf(whole, length), true);
                assertThatThrownBy(() -> Wires.decode(server, cut, Integer.MAX_VALUE))
                        .as("%d of %d bytes", length, whole.length)
                        .isInstanceOf(InvalidPayload.class);
                server.close();
            }
        }
    }

    @Test
    void randomBytesAreRefusedOrDecodedAndNothingElse() {
        Random random = new Random(173);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = Wires.random(random, 1 + random.nextInt(60));
            Extension server = Wires.server(PLAIN, MapSettings.of());
            try {
                Wires.decode(server, new Sent(noise, true), 1 + random.nextInt(60));
            } catch (InvalidPayload expected) {
                refused++;
            }
            server.close();
        }
        assertThat(refused).isGreaterThan(19_000);
    }

    @Test
    void aPeerThatBreaksNoTakeoverIsRefusedAndTheNextConnectionIsNot() {
        Loop loop = new OneLoop();
        Agreement agreement = Wires.accept(PLAIN + "; client_no_context_takeover", MapSettings.of())
                .orElseThrow();
        byte[] message = Wires.text(new Random(177), 600);
        Deflater zlib = new Deflater(6, true);
        Sent first = Wires.zlib(zlib, message);
        Sent second = Wires.zlib(zlib, message);
        zlib.end();
        Extension bad = agreement.open(loop);
        Extension good = agreement.open(loop);
        assertThat(Wires.decode(bad, first, 100)).isEqualTo(message);
        assertThatThrownBy(() -> Wires.decode(bad, second, 100)).isInstanceOf(InvalidPayload.class);
        assertThat(Wires.decode(good, first, 100)).isEqualTo(message);
        assertThatThrownBy(() -> Wires.decode(good, second, 100)).isInstanceOf(InvalidPayload.class);
        bad.close();
        good.close();
    }

    @Test
    void aPeerThatBreaksItsWindowOverMessagesIsRefused() {
        Extension server = Wires.server(PLAIN + "; client_max_window_bits=9", MapSettings.of());
        byte[] message = Wires.random(new Random(178), 2000);
        Deflater zlib = new Deflater(6, true);
        assertThat(Wires.decode(server, Wires.zlib(zlib, message), 100)).isEqualTo(message);
        Sent second = Wires.zlib(zlib, message);
        assertThatThrownBy(() -> Wires.decode(server, second, 100)).isInstanceOf(InvalidPayload.class);
        zlib.end();
        server.close();
    }

    @Test
    void sizesAtTheEdgesOfAStepAreExact() {
        int step = 16 * 1024;
        Random random = new Random(181);
        Wires.Pair pair = Wires.agree(MapSettings.of("history", "full"), MapSettings.of());
        for (int size = step - 24; size <= step + 8; size++) {
            for (int times = 1; times <= 2; times++) {
                for (byte[] message : new byte[][] {Wires.random(random, size * times), new byte[size * times]}) {
                    Sent sent = Wires.encode(pair.server(), message, Integer.MAX_VALUE, true);
                    assertThat(Wires.decode(pair.client(), sent, Integer.MAX_VALUE))
                            .isEqualTo(message);
                    Sent back = Wires.encode(pair.client(), message, 5000, true);
                    assertThat(Wires.decode(pair.server(), back, 7000)).isEqualTo(message);
                }
            }
        }
        pair.server().close();
        pair.client().close();
    }

    @Test
    void aStreamThatHandsOnAndSendsWhileItInflatesKeepsBothApart() {
        Wires.Pair pair = Wires.agree(MapSettings.of(), MapSettings.of());
        byte[] message = Wires.text(new Random(133), 50_000);
        Sent sent = Wires.encode(pair.client(), message, Integer.MAX_VALUE, true);
        ByteArrayOutputStream echo = new ByteArrayOutputStream();
        FakeHead in = new FakeHead(-1, 4);
        FakeHead out = new FakeHead(-1, 0);
        Extension.Sink collect = chunk -> {
            byte[] part = new byte[chunk.remaining()];
            chunk.get(part);
            echo.writeBytes(part);
        };
        pair.server()
                .decode(
                        in,
                        ByteBuffer.wrap(sent.payload()),
                        true,
                        chunk -> pair.server().encode(out, chunk, false, collect));
        pair.server().encode(out, ByteBuffer.allocate(0), true, collect);
        assertThat(Wires.decode(pair.client(), new Sent(echo.toByteArray(), true), 999))
                .isEqualTo(message);
    }

    private static Extension open(Streams streams, String offer, Loop loop) {
        return new DeflateProvider(streams)
                .accept(Wires.parse(offer), MapSettings.of())
                .orElseThrow()
                .open(loop);
    }

    private static byte[] bomb(int size) {
        Deflater zlib = new Deflater(9, true);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] zeros = new byte[1 << 16];
        byte[] step = new byte[1 << 16];
        for (int at = zeros.length; at <= size; at += zeros.length) {
            zlib.setInput(zeros);
            int flush = at == size ? Deflater.SYNC_FLUSH : Deflater.NO_FLUSH;
            out.write(step, 0, zlib.deflate(step, 0, step.length, flush));
        }
        zlib.end();
        byte[] all = out.toByteArray();
        return Arrays.copyOf(all, all.length - 4);
    }
}
