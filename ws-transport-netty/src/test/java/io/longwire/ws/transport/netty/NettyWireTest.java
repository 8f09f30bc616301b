package io.longwire.ws.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is particular to Netty: its late reads, its queue of writes, its half-closed channels. */
class NettyWireTest {
    private static final int BIG = 8 << 20;

    static Stream<Engine> engines() {
        return Stream.of(Engine.values()).filter(engine -> engine.absence() == null);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void whatTheSocketRefusesIsLeftAndArrivesInOrderLater(Engine engine) throws Exception {
        byte[] all = Ends.counting(BIG);
        for (ByteBuffer bytes : new ByteBuffer[] {ByteBuffer.wrap(all), Ends.direct(all, 0, BIG)}) {
            try (Ends ends = new Ends(engine)) {
                ends.onLoop(() -> {
                    ends.recorder.send(bytes);
                    assertThat(bytes.hasRemaining()).isTrue();
                    int left = bytes.remaining();
                    ends.wire.write(bytes);
                    assertThat(bytes.remaining()).isEqualTo(left);
                    assertThat(ends.recorder.lines).isEmpty();
                });
                assertThat(ends.peer.getInputStream().readNBytes(BIG)).isEqualTo(all);
                ends.recorder.expect("writable");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void allOfItArrivesAfterThePeersEndToo(Engine engine) throws Exception {
        byte[] all = Ends.counting(BIG);
        try (Ends ends = new Ends(engine)) {
            ends.peer.shutdownOutput();
            ends.recorder.expect("end");
            ends.onLoop(() -> ends.recorder.send(ByteBuffer.wrap(all)));
            assertThat(ends.peer.getInputStream().readNBytes(BIG)).isEqualTo(all);
            ends.recorder.expect("writable");
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void headAndBodyArriveInOrderWhateverTheirKind(Engine engine) throws Exception {
        byte[] all = Ends.counting(120_000);
        try (Ends ends = new Ends(engine)) {
            int at = 0;
            for (int body : new int[] {1, 2_000, 70_000}) {
                for (boolean directHead : new boolean[] {true, false}) {
                    for (boolean directBody : new boolean[] {true, false}) {
                        byte[] bytes = new byte[10 + body];
                        System.arraycopy(all, at, bytes, 0, bytes.length);
                        at = (at + 7) % 40_000;
                        ByteBuffer first = directHead ? Ends.direct(bytes, 0, 10) : ByteBuffer.wrap(bytes, 0, 10);
                        ByteBuffer second = directBody
                                ? Ends.direct(bytes, 10, bytes.length)
                                : ByteBuffer.wrap(bytes, 10, body).slice();
                        ends.onLoop(() -> {
                            ends.wire.write(first, second);
                            if (first.hasRemaining() || second.hasRemaining()) {
                                ends.recorder.send(join(first, second));
                            }
                        });
                        assertThat(ends.peer.getInputStream().readNBytes(bytes.length))
                                .isEqualTo(bytes);
                    }
                }
            }
        }
    }

    /** Whoever still knows a wire that has ended would else hold those that ended after it, and they the next, without end. */
    @ParameterizedTest
    @MethodSource("engines")
    void aWireThatHasEndedHoldsNoOther(Engine engine) throws Exception {
        try (Ends ends = new Ends(engine)) {
            List<Ends.Recorder> others = List.of(new Ends.Recorder(), new Ends.Recorder(), new Ends.Recorder());
            for (Ends.Recorder other : others) {
                ends.transport.connect(ends.listener.address(), other);
                other.wire.get(Ends.DEADLINE, TimeUnit.SECONDS);
            }
            for (int i : new int[] {1, 0, 2}) {
                NettyWire ended = (NettyWire) others.get(i).wire.join();
                ended.close();
                others.get(i).expect("closed");
                ends.onLoop(() -> {
                    assertThat(ended.previous).isNull();
                    assertThat(ended.next).isNull();
                });
            }
        }
    }

    private static ByteBuffer join(ByteBuffer first, ByteBuffer second) {
        return ByteBuffer.allocate(first.remaining() + second.remaining())
                .put(first)
                .put(second)
                .flip();
    }

    /** With the peer's end epoll reads what is there, asked or not. */
    @ParameterizedTest
    @MethodSource("engines")
    void whatComesWhilePausedIsDeliveredAfterwardsAndThenTheEnd(Engine engine) throws Exception {
        int size = 150_000;
        try (Ends ends = new Ends(engine)) {
            ends.onLoop(() -> ends.wire.readable(false));
            ends.peer.getOutputStream().write(Ends.counting(size));
            ends.peer.shutdownOutput();
            turns(ends, 50);
            assertThat(ends.recorder.lines).isEmpty();
            ends.wire.readable(true);
            ends.recorder.expectBytes(size);
            ends.recorder.expect("end");
            ends.onLoop(() -> ends.wire.write(ByteBuffer.wrap(new byte[] {42})));
            assertThat(ends.peer.getInputStream().read()).isEqualTo(42);
            ends.onLoop(ends.wire::shutdownOutput);
            ends.recorder.expect("closed");
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void aPeerWhoseEndIsKnownCostsNothing(Engine engine) throws Exception {
        try (Ends ends = new Ends(engine)) {
            ends.peer.shutdownOutput();
            ends.recorder.expect("end");
            assertIdle(ends);
            ends.onLoop(() -> ends.wire.readable(false));
            ends.onLoop(() -> ends.wire.readable(true));
            assertIdle(ends);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void aPeerThatEndsWhileBothArePausedCostsNothing(Engine engine) throws Exception {
        try (Ends ends = new Ends(engine)) {
            ends.onLoop(() -> {
                ends.wire.readable(false);
                ends.wire.shutdownOutput();
            });
            assertThat(ends.peer.getInputStream().read()).isEqualTo(-1);
            ends.peer.shutdownOutput();
            assertIdle(ends);
            assertThat(ends.recorder.lines).isEmpty();
            ends.wire.readable(true);
            ends.recorder.expect("end");
            ends.recorder.expect("closed");
        }
    }

    /** The peer half-closes, does not read, and then resets while we wait for room. */
    @ParameterizedTest
    @MethodSource("engines")
    void aResetOfAHalfClosedPeerEndsAWaitingWriter(Engine engine) throws Exception {
        try (Ends ends = new Ends(engine)) {
            ends.peer.shutdownOutput();
            ends.recorder.expect("end");
            ends.onLoop(() -> ends.recorder.send(ByteBuffer.allocateDirect(BIG)));
            ends.peer.setSoLinger(true, 0);
            ends.peer.close();
            for (String line = ""; !line.startsWith("closed"); ) {
                line = ends.recorder.lines.poll(Ends.DEADLINE, TimeUnit.SECONDS);
                assertThat(line).isIn("writable", "closed by a failure");
            }
            assertThat(ends.recorder.cause).isInstanceOf(IOException.class);
            assertIdle(ends);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void whatWasTakenIsSentBeforeTheEnd(Engine engine) throws Exception {
        byte[] all = Ends.counting(BIG);
        for (boolean whole : new boolean[] {true, false}) {
            try (Ends ends = new Ends(engine)) {
                AtomicReference<Integer> taken = new AtomicReference<>();
                ends.onLoop(() -> {
                    ByteBuffer bytes = ByteBuffer.wrap(all);
                    ends.wire.write(bytes);
                    taken.set(bytes.position());
                    if (whole) {
                        ends.wire.close();
                    } else {
                        ends.wire.shutdownOutput();
                    }
                    ByteBuffer late = ByteBuffer.wrap(new byte[] {1, 2, 3});
                    ends.wire.write(late);
                    assertThat(late.remaining())
                            .as("left of what came too late")
                            .isEqualTo(3);
                });
                byte[] received = ends.peer.getInputStream().readAllBytes();
                assertThat(received.length).isEqualTo(taken.get());
                if (whole) {
                    ends.recorder.expect("closed");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void aResetIsSeenByThePeer(Engine engine) throws Exception {
        try (Ends ends = new Ends(engine)) {
            ends.wire.reset();
            ends.recorder.expect("closed");
            assertThatThrownBy(() -> ends.peer.getInputStream().read()).isInstanceOf(SocketException.class);
            turns(ends, 3);
            assertThat(ends.recorder.lines).isEmpty();
        }
    }

    /** Lets the loop look at its sockets some times more. */
    private static void turns(Ends ends, int count) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        turn((NettyLoop) ends.wire.loop(), count, done);
        done.get(Ends.DEADLINE, TimeUnit.SECONDS);
    }

    private static void turn(NettyLoop loop, int left, CompletableFuture<Void> done) {
        loop.nextTurn(() -> {
            if (left == 0) {
                done.complete(null);
            } else {
                turn(loop, left - 1, done);
            }
        });
    }

    /** A loop that spins uses all of the time that passes; one that waits, next to nothing. */
    private static void assertIdle(Ends ends) throws Exception {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        CompletableFuture<Long> id = new CompletableFuture<>();
        ends.wire.loop().execute(() -> id.complete(Thread.currentThread().getId()));
        turns(ends, 10);
        long before = threads.getThreadCpuTime(id.get());
        CompletableFuture<Void> later = new CompletableFuture<>();
        ends.wire.loop().schedule(Duration.ofMillis(200), () -> later.complete(null));
        later.get(Ends.DEADLINE, TimeUnit.SECONDS);
        assertThat(threads.getThreadCpuTime(id.get()) - before)
                .as("nanoseconds of 200 ms spent by an idle loop")
                .isLessThan(40_000_000);
    }
}
