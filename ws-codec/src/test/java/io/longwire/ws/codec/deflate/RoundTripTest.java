package io.longwire.ws.codec.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.codec.deflate.Wires.FakeHead;
import io.longwire.ws.codec.deflate.Wires.Pair;
import io.longwire.ws.codec.deflate.Wires.Sent;
import io.longwire.ws.spi.Extension;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTripTest {
    private static final int MESSAGES = 1000;

    @ParameterizedTest
    @CsvSource({
        "8,0",
        "8,1024",
        "8,full",
        "9,1024",
        "9,full",
        "10,0",
        "10,1024",
        "10,full",
        "11,1024",
        "11,full",
        "12,1024",
        "12,full",
        "13,1024",
        "13,full",
        "14,1024",
        "14,full",
        "15,0",
        "15,1024",
        "15,5000",
        "15,32768",
        "15,full"
    })
    void bothRolesKeepTheirWindowOverMixedMessages(int bits, String history) throws Exception {
        Object kept = history.equals("full") ? history : Integer.valueOf(history);
        MapSettings settings =
                MapSettings.of("history", kept, "server-max-window-bits", bits, "client-max-window-bits", bits);
        Pair pair = Wires.agree(settings, settings);
        boolean takeover = !history.equals("0");
        Flow toClient = new Flow(pair.server(), pair.client(), bits, takeover, 7 + bits);
        Flow toServer = new Flow(pair.client(), pair.server(), bits, takeover, 8 + bits);
        for (int i = 0; i < MESSAGES; i++) {
            toClient.send(i);
            toServer.send(i);
        }
        assertThat(toClient.compressed).isBetween(400, MESSAGES);
        assertThat(toServer.compressed).isBetween(400, MESSAGES);
        toClient.checkReach();
        toServer.checkReach();
        pair.server().close();
        pair.client().close();
    }

    /** One direction: encoded by us, decoded by us, by zlib, and by a decoder that holds every distance to the window. */
    private static final class Flow {
        private final Extension from;
        private final Extension to;
        private final int bits;
        private final boolean takeover;
        private final TinyInflate strict;
        private final Inflater zlib = new Inflater(true);
        private final Random random;
        private int compressed;

        Flow(Extension from, Extension to, int bits, boolean takeover, int seed) {
            this.from = from;
            this.to = to;
            this.bits = bits;
            this.takeover = takeover;
            this.strict = new TinyInflate(1 << bits, takeover);
            this.random = new Random(seed);
        }

        void send(int i) throws Exception {
            byte[] message = Wires.message(random, i);
            int piece = random.nextBoolean() ? Integer.MAX_VALUE : 1 + random.nextInt(message.length + 1);
            Sent sent = Wires.encode(from, message, piece, i % 3 > 0);
            int cut = random.nextBoolean() ? Integer.MAX_VALUE : 1 + random.nextInt(sent.payload().length + 1);
            assertThat(Wires.decode(to, sent, cut)).isEqualTo(message);
            if (sent.compressed()) {
                compressed++;
                assertThat(strict.message(sent.payload())).isEqualTo(message);
                if (!takeover) {
                    zlib.reset();
                }
                assertThat(Wires.zlib(zlib, sent.payload())).isEqualTo(message);
            }
            if (random.nextInt(20) == 0) {
                from.idle();
            }
        }

        /** The window is used, or the promise would be kept by not compressing. */
        void checkReach() {
            assertThat(strict.largestDistance()).isBetween(1 << bits - 2, 1 << bits);
            zlib.end();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 6, 9})
    void decodesWhatZlibMakes(int level) {
        Extension server = Wires.server("permessage-deflate", MapSettings.of());
        Deflater zlib = new Deflater(level, true);
        Random random = new Random(level);
        for (int i = 0; i < MESSAGES; i++) {
            byte[] message = Wires.message(random, i);
            Sent sent = i % 4 == 3 ? new Sent(message, false) : Wires.zlib(zlib, message);
            int cut = random.nextInt(3) == 0 ? 1 : 1 + random.nextInt(sent.payload().length + 1);
            assertThat(Wires.decode(server, sent, cut)).isEqualTo(message);
        }
        zlib.end();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1024", "full"})
    void aStreamedPartIsThereAtOnce(String history) {
        Object kept = history.equals("full") ? history : Integer.valueOf(history);
        Pair pair = Wires.agree(MapSettings.of("history", kept), MapSettings.of());
        Random random = new Random(118);
        for (int message = 0; message < 5; message++) {
            FakeHead sent = new FakeHead(-1, 0);
            FakeHead received = new FakeHead(-1, 4);
            for (int i = 0; i < 50; i++) {
                byte[] part = Wires.text(random, random.nextInt(2000));
                byte[] encoded = Wires.part(part, (chunk, out) -> pair.server().encode(sent, chunk, false, out));
                assertThat(Wires.part(encoded, (chunk, out) -> pair.client().decode(received, chunk, false, out)))
                        .isEqualTo(part);
            }
            byte[] end = Wires.part(new byte[0], (chunk, out) -> pair.server().encode(sent, chunk, true, out));
            assertThat(Wires.part(end, (chunk, out) -> pair.client().decode(received, chunk, true, out)))
                    .isEmpty();
        }
        pair.server().close();
        pair.client().close();
    }

    @ParameterizedTest
    @CsvSource({"1024,15", "full,15", "1024,10", "full,10", "0,15"})
    void aSharedFrameFitsInEveryStream(String history, int bits) throws Exception {
        Object kept = history.equals("full") ? history : Integer.valueOf(history);
        MapSettings settings = MapSettings.of("history", kept, "server-max-window-bits", bits);
        DeflateProvider provider = new DeflateProvider();
        var agreement =
                provider.accept(Wires.parse("permessage-deflate"), settings).orElseThrow();
        var loop = new OneLoop();
        Extension one = agreement.open(loop);
        Extension two = agreement.open(loop);
        assertThat(one.sharingKey()).isPresent().isEqualTo(two.sharingKey());
        boolean takeover = !history.equals("0");
        TinyInflate peerOfOne = new TinyInflate(1 << bits, takeover);
        TinyInflate peerOfTwo = new TinyInflate(1 << bits, takeover);
        Random random = new Random(184);
        for (int i = 0; i < MESSAGES; i++) {
            byte[] message = Wires.message(random, i);
            if (i % 3 == 0) {
                Extension maker = agreement.open(loop);
                Sent shared = Wires.encode(maker, message, Integer.MAX_VALUE, true);
                maker.close();
                one.encoded(ByteBuffer.wrap(message));
                two.encoded(ByteBuffer.wrap(message).asReadOnlyBuffer());
                if (shared.compressed()) {
                    assertThat(peerOfOne.message(shared.payload())).isEqualTo(message);
                    assertThat(peerOfTwo.message(shared.payload())).isEqualTo(message);
                }
            } else {
                Sent own = Wires.encode(i % 3 == 1 ? one : two, message, Integer.MAX_VALUE, true);
                if (own.compressed()) {
                    assertThat((i % 3 == 1 ? peerOfOne : peerOfTwo).message(own.payload()))
                            .isEqualTo(message);
                }
            }
        }
        one.close();
        two.close();
    }
}
