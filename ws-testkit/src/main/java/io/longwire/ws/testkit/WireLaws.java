package io.longwire.ws.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.spi.Acceptor;
import io.longwire.ws.spi.Listener;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Receiver;
import io.longwire.ws.spi.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The part of {@link TransportContract} that is about bytes: {@link Wire} and {@link Receiver}. */
public interface WireLaws extends TransportUnderTest {
    /** A wire has one loop for its life, and the addresses of its two ends. */
    @Test
    default void aWireKnowsItsLoopAndItsAddresses() throws Exception {
        try (Lab lab = new Lab(this, 2)) {
            Lab.Side servers = lab.side();
            try (Listener listener = lab.listen(servers)) {
                Recorder client = lab.connect(listener.address(), lab.side());
                Recorder server = servers.get(0);
                Loop loop = server.wire().loop();
                assertThat(client.wire().remote()).isEqualTo(listener.address());
                assertThat(server.wire().local()).isEqualTo(listener.address());
                assertThat(server.wire().remote()).isEqualTo(client.wire().local());
                lab.on(client, end -> end.send("abc"));
                lab.await("three bytes", () -> server.count() == 3);
                assertThat(server.wire().loop()).isSameAs(loop);
                assertThat(lab.transport.loops()).contains(loop, client.wire().loop());
            }
        }
    }

    /** All that is passed to onBytes counts as consumed, and may be changed in place; the next one brings new bytes only. */
    @Test
    default void bytesAreBorrowedAndCountAsConsumed() throws Exception {
        try (Lab lab = new Lab(this, 1)) {
            List<ByteBuffer> kept = new ArrayList<>();
            Lab.Pair pair = lab.pair(() -> new Recorder(lab), () -> new Recorder(lab) {
                @Override
                public void onBytes(ByteBuffer bytes) {
                    super.onBytes(bytes);
                    kept.add(bytes);
                    for (int i = bytes.position(); i < bytes.limit(); i++) {
                        bytes.put(i, (byte) '!');
                    }
                    if (kept.size() % 2 == 0) {
                        bytes.position(bytes.limit());
                    }
                }
            });
            StringBuilder sent = new StringBuilder();
            for (int i = 0; i < 10; i++) {
                String word = "word" + i + " ";
                sent.append(word);
                lab.on(pair.client(), client -> client.send(word));
                lab.await("a word", () -> pair.server().count() == sent.length());
            }
            assertThat(pair.server().text()).isEqualTo(sent.toString());
        }
    }

    /** Much goes both ways at once, from every kind of buffer, overwritten behind the wire, without a byte lost or changed. */
    @Test
    default void bigPayloadsArriveUnchangedBothWays() throws Exception {
        byte[] there = Payloads.random(Payloads.BIG, 1);
        byte[] back = Payloads.random(Payloads.BIG, 2);
        try (Lab lab = new Lab(this, 2)) {
            for (int kind = 0; kind < 3; kind++) {
                Lab.Pair pair = lab.pair();
                ByteBuffer first = Payloads.kinds(there).get(kind);
                ByteBuffer second = Payloads.kinds(back).get(kind);
                lab.on(pair.client(), client -> client.send(first));
                lab.on(pair.server(), server -> server.send(second));
                lab.await("8 MiB there", () -> pair.server().count() >= there.length);
                lab.await("8 MiB back", () -> pair.client().count() >= back.length);
                assertThat(pair.server().bytes()).isEqualTo(there);
                assertThat(pair.client().bytes()).isEqualTo(back);
            }
        }
    }

    /** A gathering write sends head and body in order, whatever their sizes, and leaves what was not taken in both. */
    @Test
    default void aGatheringWriteKeepsTheOrder() throws Exception {
        int[] sizes = {0, 1, 14, 700, 9_000, 70_000, 300_000, 0, 2_000_000};
        byte[] sent = Payloads.random(5_000_000, 3);
        try (Lab lab = new Lab(this, 1)) {
            for (int kind = 0; kind < 3; kind++) {
                List<ByteBuffer> parts = new ArrayList<>();
                ByteBuffer whole = Payloads.kinds(sent).get(kind);
                int total = 0;
                for (int i = 0; i < 40 && total < 4_000_000; i++) {
                    int size = Math.min(sizes[(i * 7 + kind) % sizes.length], sent.length - total);
                    parts.add(whole.slice(total, size));
                    total += size;
                }
                int expected = total;
                Gatherer[] gatherer = new Gatherer[1];
                Lab.Pair pair = lab.pair(() -> gatherer[0] = new Gatherer(lab, parts), () -> new Recorder(lab));
                lab.on(pair.client(), client -> gatherer[0].gather());
                lab.await("all parts", () -> pair.server().count() >= expected);
                assertThat(pair.server().bytes()).isEqualTo(Arrays.copyOf(sent, expected));
            }
        }
    }

    /** A write takes what fits and returns; what is left stays in the buffer, and onWritable follows once there is room. */
    @Test
    default void aWriteLeavesBytesAndIsToldWhenThereIsRoom() throws Exception {
        try (Lab lab = new Lab(this, 1)) {
            Lab.Pair pair = lab.pair();
            lab.on(pair.server(), server -> server.readable(false));
            byte[] sent = Payloads.random(32 * 1024 * 1024, 4);
            ByteBuffer bytes = ByteBuffer.wrap(sent.clone());
            lab.on(pair.client(), client -> client.send(bytes));
            assertThat(bytes.remaining()).as("left of 32 MiB that nobody reads").isPositive();
            int left = bytes.remaining();
            assertThat(bytes.limit()).isEqualTo(sent.length);
            lab.on(pair.server(), server -> server.readable(true));
            lab.await("room", () -> pair.client().saw("writable"));
            lab.await("32 MiB", () -> pair.server().count() == sent.length);
            assertThat(left).isLessThan(sent.length);
            assertThat(pair.server().bytes()).isEqualTo(sent);
        }
    }

    /** While reading is off nothing comes, not even what had arrived; then all of it, in order. On the loop at once. */
    @Test
    default void nothingComesWhileReadingIsOff() throws Exception {
        try (Lab lab = new Lab(this, 1)) {
            Lab.Pair pair = lab.pair(() -> new Recorder(lab), () -> new Recorder(lab) {
                @Override
                public void onBytes(ByteBuffer bytes) {
                    super.onBytes(bytes);
                    readable(false);
                }
            });
            byte[] sent = Payloads.random(300_000, 5);
            lab.on(pair.client(), client -> client.send(ByteBuffer.wrap(sent.clone())));
            lab.await("the first bytes", () -> pair.server().count() > 0);
            while (pair.server().count() < sent.length) {
                lab.settle();
                int before = pair.server().count();
                lab.on(pair.server(), server -> server.readable(true));
                lab.await("more bytes", () -> pair.server().count() > before);
            }
            lab.settle();
            assertThat(pair.server().bytes()).isEqualTo(sent);
        }
    }

    /** Reading can be turned off and on from any thread. */
    @Test
    default void readingIsTurnedOffAndOnFromAnyThread() throws Exception {
        try (Lab lab = new Lab(this, 2)) {
            Lab.Pair pair = lab.pair();
            Wire server = pair.server().wire();
            elsewhere(() -> server.readable(false));
            lab.settle();
            lab.on(pair.client(), client -> client.send("held"));
            lab.settle();
            assertThat(pair.server().count()).isZero();
            elsewhere(() -> server.readable(true));
            lab.await("what was held", () -> pair.server().text().equals("held"));
        }
    }

    /** The end of the peer's output is told after the bytes before it, also when both came while reading was off. */
    @Test
    default void theEndComesAfterTheBytesThatWereHeld() throws Exception {
        try (Lab lab = new Lab(this, 1)) {
            Lab.Pair pair = lab.pair();
            lab.on(pair.server(), server -> server.readable(false));
            lab.on(pair.client(), client -> {
                client.send("last words");
                client.wire().shutdownOutput();
            });
            lab.settle();
            assertThat(pair.server().events()).containsExactly("accepted");
            lab.on(pair.server(), server -> server.readable(true));
            lab.await("the end", () -> pair.server().saw("end"));
            assertThat(pair.server().events()).containsExactly("accepted", "bytes", "end");
            assertThat(pair.server().text()).isEqualTo("last words");
        }
    }

    /** From the next callback on, it is the attached receiver that is called, and the one before hears nothing more. */
    @Test
    default void attachHandsTheConnectionOver() throws Exception {
        try (Lab lab = new Lab(this, 1)) {
            List<String> first = new CopyOnWriteArrayList<>();
            Lab.Side servers = lab.side();
            try (Listener listener = lab.listen(new Acceptor() {
                @Override
                public Receiver accept(Wire wire) {
                    Recorder next = (Recorder) servers.accept(wire);
                    return new Handover("handshake", wire, next, first);
                }

                @Override
                public void failed(IOException cause) {
                    servers.failed(cause);
                }
            })) {
                Recorder client = lab.connect(listener.address(), lab.side());
                lab.on(client, end -> end.send("handshake"));
                Recorder session = servers.get(0);
                lab.await("the handshake", () -> String.join("", first).equals("handshake"));
                lab.on(client, end -> end.send("message"));
                lab.await("the message", () -> session.text().equals("message"));
                lab.on(client, end -> end.wire().close());
                lab.await("the end", () -> session.saw("end"));
                lab.on(session, end -> end.wire().close());
                lab.await("the close", () -> session.saw("closed"));
                assertThat(String.join("", first)).isEqualTo("handshake");
            }
        }
    }

    /** A wire may be written to in accept, before its receiver is known. */
    @Test
    default void whatIsWrittenInAcceptArrives() throws Exception {
        try (Lab lab = new Lab(this, 1)) {
            Lab.Pair pair = lab.pair(
                    () -> new Recorder(lab) {
                        @Override
                        void accepted(GuardedWire accepted) {
                            super.accepted(accepted);
                            send("from the client");
                        }
                    },
                    () -> new Recorder(lab) {
                        @Override
                        void accepted(GuardedWire accepted) {
                            super.accepted(accepted);
                            accepted.noDelay(true);
                            send("from the server");
                        }
                    });
            lab.await("the client's", () -> pair.server().text().equals("from the client"));
            lab.await("the server's", () -> pair.client().text().equals("from the server"));
        }
    }

    /** Neither option of the Nagle algorithm changes what arrives. */
    @Test
    default void noDelayIsTakenBothWays() throws Exception {
        try (Lab lab = new Lab(this, 1)) {
            Lab.Pair pair = lab.pair();
            for (boolean on : new boolean[] {true, false, true}) {
                int before = pair.server().count();
                lab.on(pair.client(), client -> {
                    client.wire().noDelay(on);
                    client.send("x");
                    client.send("y");
                });
                lab.await("two bytes", () -> pair.server().count() == before + 2);
            }
        }
    }

    /** Runs something on a thread that is no loop's, and waits for it. */
    static void elsewhere(Runnable task) throws InterruptedException {
        Thread thread = new Thread(task);
        thread.start();
        thread.join();
    }
}
