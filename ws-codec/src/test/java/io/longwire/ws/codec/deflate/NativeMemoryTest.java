package io.longwire.ws.codec.deflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.codec.deflate.Wires.FakeHead;
import io.longwire.ws.codec.deflate.Wires.Sent;
import io.longwire.ws.spi.Agreement;
import io.longwire.ws.spi.Extension;
import io.longwire.ws.spi.InvalidPayload;
import io.longwire.ws.spi.Loop;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeMemoryTest {
    private final Counting streams = new Counting();
    private final Loop loop = new OneLoop();
    private final Random random = new Random(183);

    @Test
    void aThousandQuietConnectionsHoldTwoStreams() throws Exception {
        Agreement agreement = agreement(MapSettings.of());
        List<Extension> connections = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            Extension connection = agreement.open(loop);
            connections.add(connection);
            exchange(connection);
        }
        assertThat(streams.made()).isEqualTo(2);
        close(connections);
        assertThat(streams.alive()).isZero();
        streams.assertEndedOnce();
    }

    @Test
    void streamsBeyondAFewIdleOnesAreEnded() throws Exception {
        Agreement agreement = agreement(MapSettings.of());
        List<Extension> connections = new ArrayList<>();
        byte[] half = {(byte) 0xf2, 0x48};
        FakeHead in = new FakeHead(-1, 4);
        FakeHead out = new FakeHead(-1, 0);
        for (int i = 0; i < 20; i++) {
            Extension connection = agreement.open(loop);
            connections.add(connection);
            connection.decode(in, ByteBuffer.wrap(half), false, chunk -> {});
            connection.encode(out, ByteBuffer.wrap(half), false, chunk -> {});
        }
        assertThat(streams.alive()).isEqualTo(40);
        for (Extension connection : connections.subList(0, 10)) {
            byte[] rest = {(byte) 0xcd, (byte) 0xc9, (byte) 0xc9, 7, 0};
            connection.decode(in, ByteBuffer.wrap(rest), true, chunk -> {});
            connection.encode(out, ByteBuffer.wrap(rest), true, chunk -> {});
        }
        assertThat(streams.alive()).isEqualTo(20 + 8);
        close(connections);
        assertThat(streams.alive()).isZero();
        streams.assertEndedOnce();
    }

    @Test
    void liveDeflatersStayWithinTheBudgetAndTheRestGoesOn() throws Exception {
        Agreement agreement = agreement(MapSettings.of("history", "full", "native-memory", 600 * 1024));
        List<Extension> connections = new ArrayList<>();
        List<TinyInflate> peers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            connections.add(agreement.open(loop));
            peers.add(new TinyInflate(1 << 15, true));
        }
        for (int round = 0; round < 40; round++) {
            for (int i = 0; i < 10; i++) {
                byte[] message = Wires.message(random, round + i);
                Sent sent = Wires.encode(connections.get(i), message, Integer.MAX_VALUE, true);
                assertThat(sent.compressed()).isTrue();
                assertThat(peers.get(i).message(sent.payload())).isEqualTo(message);
            }
            assertThat(streams.alive()).isBetween(1L, 2L + 4L);
            if (round % 10 == 9) {
                connections.forEach(Extension::idle);
            }
        }
        assertThat(streams.made()).isLessThan(20);
        close(connections);
        assertThat(streams.alive()).isZero();
        streams.assertEndedOnce();
    }

    @Test
    void aQuietConnectionParksItsDeflaterAndGoesOnWithTheSameContext() throws Exception {
        Agreement agreement = agreement(MapSettings.of("history", "full", "park-after", Duration.ofSeconds(7)));
        Extension connection = agreement.open(loop);
        TinyInflate peer = new TinyInflate(1 << 15, true);
        assertThat(connection.idleAfter()).isEqualTo(Duration.ofSeconds(7));
        byte[] message = Wires.text(random, 3000);
        for (int i = 0; i < 4; i++) {
            Sent sent = Wires.encode(connection, message, Integer.MAX_VALUE, true);
            assertThat(peer.message(sent.payload())).isEqualTo(message);
            assertThat(sent.payload().length).isLessThan(i == 0 ? 1500 : 60);
            connection.idle();
            // Another connection of the loop may have it meanwhile.
            Extension other = agreement.open(loop);
            Wires.encode(other, Wires.random(random, 500), Integer.MAX_VALUE, true);
            assertThat(streams.made()).isEqualTo(1);
            other.close();
        }
        connection.close();
        streams.assertEndedOnce();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1024})
    void aConnectionWithoutADeflaterOfItsOwnNeedNotBeTold(int history) {
        Extension connection = agreement(MapSettings.of("history", history)).open(loop);
        assertThat(connection.idleAfter()).isZero();
        connection.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1024", "full"})
    void everythingIsEndedOnceWhateverHappens(String history) throws Exception {
        Object kept = history.equals("full") ? history : Integer.valueOf(history);
        Agreement agreement = agreement(MapSettings.of("history", kept, "native-memory", 1 << 20));
        FakeHead in = new FakeHead(-1, 4);
        FakeHead out = new FakeHead(-1, 0);
        Extension.Sink fails = chunk -> {
            throw new IllegalStateException("the sink fails");
        };
        List<Extension> open = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            Extension connection = agreement.open(loop);
            byte[] noise = Wires.random(random, 30_000);
            switch (random.nextInt(9)) {
                case 0 -> exchange(connection);
                case 1 -> connection.decode(in, ByteBuffer.wrap(new byte[] {(byte) 0xf2, 0x48}), false, chunk -> {});
                case 2 -> connection.encode(out, ByteBuffer.wrap(noise), false, chunk -> {});
                case 3 ->
                    assertThatThrownBy(() -> connection.encode(out, ByteBuffer.wrap(noise), true, fails))
                            .isInstanceOf(IllegalStateException.class);
                case 4 ->
                    assertThatThrownBy(() -> {
                                byte[] payload = {(byte) 0xf2, 0x48, (byte) 0xcd, (byte) 0xc9, (byte) 0xc9, 7, 0};
                                connection.decode(in, ByteBuffer.wrap(payload), true, fails);
                            })
                            .isInstanceOf(IllegalStateException.class);
                case 5 ->
                    assertThatThrownBy(() -> connection.decode(in, ByteBuffer.wrap(new byte[] {7}), true, chunk -> {}))
                            .isInstanceOf(InvalidPayload.class);
                case 6 -> {
                    byte[] payload = {(byte) 0xf2, 0x48, (byte) 0xcd, (byte) 0xc9, (byte) 0xc9, 7, 0};
                    connection.decode(in, ByteBuffer.wrap(payload), true, chunk -> connection.close());
                }
                case 7 -> {
                    exchange(connection);
                    connection.idle();
                    connection.encoded(ByteBuffer.wrap(noise));
                }
                default -> connection.idle();
            }
            open.add(connection);
            if (open.size() == 10) {
                close(open);
                assertThat(streams.alive()).isZero();
                open.clear();
            }
        }
        streams.assertEndedOnce();
    }

    @Test
    void useAfterCloseIsOurOwnError() {
        Extension connection = agreement(MapSettings.of()).open(loop);
        connection.close();
        connection.close();
        connection.idle();
        FakeHead head = new FakeHead(-1, 4);
        assertThatThrownBy(() -> connection.decode(head, ByteBuffer.allocate(1), true, chunk -> {}))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> connection.encode(head, ByteBuffer.allocate(1), true, chunk -> {}))
                .isInstanceOf(IllegalStateException.class);
        assertThat(streams.made()).isZero();
    }

    @Test
    void aShortMessageIsSentPlainUnlessTheDeflaterIsLive() {
        Extension pooled = agreement(MapSettings.of()).open(loop);
        assertThat(Wires.encode(pooled, new byte[199], 50, true).compressed()).isFalse();
        assertThat(Wires.encode(pooled, new byte[200], 50, true).compressed()).isTrue();
        assertThat(Wires.encode(pooled, new byte[199], Integer.MAX_VALUE, false).compressed())
                .isFalse();
        assertThat(Wires.encode(pooled, new byte[1], 1, false).compressed()).isFalse();
        assertThat(Wires.encode(pooled, new byte[199], 50, false).compressed()).isTrue();
        Extension live = agreement(MapSettings.of("history", "full")).open(loop);
        assertThat(Wires.encode(live, new byte[1], 1, true).compressed()).isTrue();
        pooled.close();
        live.close();
    }

    private Agreement agreement(MapSettings settings) {
        return new DeflateProvider(streams)
                .accept(Wires.parse("permessage-deflate"), settings)
                .orElseThrow();
    }

    private void exchange(Extension connection) throws Exception {
        byte[] message = Wires.text(random, 500);
        Sent sent = Wires.encode(connection, message, Integer.MAX_VALUE, true);
        assertThat(sent.compressed()).isTrue();
        assertThat(Wires.decode(connection, sent, 100)).isEqualTo(message);
    }

    private static void close(List<Extension> connections) {
        connections.forEach(Extension::close);
    }
}
