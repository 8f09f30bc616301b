package io.longwire.ws.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.CloseReason;
import io.longwire.ws.Message;
import io.longwire.ws.MessageKind;
import io.longwire.ws.Overflow;
import io.longwire.ws.codec.ControlFrame;
import io.longwire.ws.testkit.Hex;
import io.longwire.ws.testkit.ManualLoop;
import io.longwire.ws.testkit.MemoryPeer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a session sends, in which order, and what it does when the peer does not take it. */
class SessionOutputTest {
    private static final int KIB = 1024;

    @Test
    void sendsFromAnyThreadInOrder() {
        Bench bench = new Bench();
        MemoryPeer peer = bench.open();

        ManualLoop.outside(() -> {
            bench.handler.socket.sendText("a");
            bench.handler.socket.sendBinary(ByteBuffer.wrap(new byte[] {1}));
            bench.handler.socket.ping(ByteBuffer.wrap(new byte[] {2}));
            bench.handler.socket.send(Message.text("b"));
        });
        bench.network.runPending();

        assertThat(peer.readHex()).isEqualTo("81 01 61 82 01 01 89 01 02 81 01 62");
    }

    /** A thread that saw the socket open may hand its message over when the Close frame has gone. */
    @Test
    void sendsNothingBehindItsCloseFrameAndTellsThatItIsLost() {
        Bench bench = new Bench();
        MemoryPeer peer = bench.open();
        SessionSocket socket = (SessionSocket) bench.handler.socket;
        socket.close(CloseReason.NORMAL);
        bench.network.runPending();
        assertThat(peer.readHex()).isEqualTo("88 02 03 e8");

        for (Outgoing late : List.of(
                new Outgoing.Data(MessageKind.TEXT, ByteBuffer.wrap(new byte[] {'a'}), Overflow.DISCONNECT),
                new Outgoing.Shared(Message.text("b"), Overflow.DISCONNECT),
                new Outgoing.Control(ControlFrame.PING, ByteBuffer.allocate(1)))) {
            socket.addBuffered(late.size());
            socket.session.take(late);
        }
        CompletableFuture<Void> flushed = socket.flushed().toCompletableFuture();
        bench.network.runPending();

        assertThat(peer.readHex()).isEmpty();
        assertThat(flushed).isCompletedExceptionally();
        assertThat(socket.bufferedBytes()).isZero();
        assertThat(bench.server.counters()).containsEntry("ws.outbound.dropped{why=ended}", 2L);
    }

    @Test
    void leavesABorrowedBufferAsItWasAndKeepsNoneOfIt() {
        Bench bench = new Bench();
        MemoryPeer peer = bench.open();
        byte[] bytes = {1, 2, 3};
        ByteBuffer borrowed = ByteBuffer.wrap(bytes).position(1);

        ManualLoop.outside(() -> bench.handler.socket.sendBinary(borrowed));
        bytes[1] = 9;
        bench.network.runPending();

        assertThat(borrowed.position()).isEqualTo(1);
        assertThat(peer.readHex()).isEqualTo("82 02 02 03");
    }

    @Test
    void holdsBackAnEchoToAPeerThatReadsLateInsteadOfCuttingIt() {
        Bench bench = new Bench();
        bench.handler.onText = text -> bench.handler.socket.sendBinary(ByteBuffer.allocate(100 * KIB));
        MemoryPeer peer = bench.open().capacity(0);

        for (int i = 0; i < 40; i++) {
            bench.write(peer, Bench.HELLO);
        }
        assertThat(bench.handler.socket.bufferedBytes()).isBetween(64L * KIB, 2L * 110 * KIB);
        assertThat(bench.handler.socket.isOpen()).isTrue();

        long read = 0;
        peer.capacity(64 * KIB);
        for (int i = 0; i < 200; i++) {
            bench.network.runPending();
            read += peer.read().length;
        }
        assertThat(read).isEqualTo(40L * (100 * KIB + 10));
        assertThat(bench.handler.socket.bufferedBytes()).isZero();
        assertThat(bench.handler.events).contains("drained");
    }

    @Test
    void letsAPongOvertakeDataThatWaitsButNotABegunFrame() {
        Bench bench = new Bench("ws.outbound.pause-reading", "false");
        MemoryPeer peer = bench.open().capacity(10);
        bench.handler.socket.sendBinary(ByteBuffer.allocate(20));
        bench.network.runPending();
        bench.handler.socket.sendText("later");
        bench.network.runPending();

        bench.write(peer, "89 81 00 00 00 00 01");
        bench.write(peer, "89 81 00 00 00 00 02");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < 10; i++) {
            all.writeBytes(peer.read());
            bench.network.runPending();
        }

        assertThat(Hex.of(all.toByteArray()))
                .as("the newest pong alone (RFC 6455, 5.5.3), behind the begun frame, before the next")
                .isEqualTo("82 14 " + "00 ".repeat(20) + "8a 01 02 81 05 6c 61 74 65 72");
    }

    @Test
    void closesASlowConsumerThatIsAboveTheCap() {
        Bench bench = new Bench("ws.outbound.max", "256 KiB");
        MemoryPeer peer = bench.open().capacity(0);
        List<Boolean> accepted = new ArrayList<>();

        ManualLoop.outside(() -> {
            for (int i = 0; i < 10; i++) {
                accepted.add(bench.handler.socket.sendBinary(ByteBuffer.allocate(100 * KIB)));
            }
        });
        bench.network.runPending();
        bench.advance(Duration.ofSeconds(1));

        assertThat(accepted).startsWith(true, true, true).endsWith(false, false);
        assertThat(peer.isReset()).isTrue();
        assertThat(bench.handler.events).containsExactly("open", "error IOException", "close 1013 LOCAL");
        assertThat(bench.server.counters()).containsEntry("ws.slow-consumers", 1L);
    }

    /** What one callback sends waits for its end, to leave together; that is not the peer's slowness. */
    @Test
    void sendsMoreThanTheCapInOneCallbackToAPeerThatTakesIt() {
        Bench bench = new Bench("ws.outbound.max", "256 KiB");
        MemoryPeer peer = bench.open().capacity(Integer.MAX_VALUE);
        Message message = Message.binary(ByteBuffer.allocate(100 * KIB));
        List<Boolean> accepted = new ArrayList<>();
        bench.handler.onText = text -> {
            for (int i = 0; i < 10; i++) {
                accepted.add(bench.handler.socket.send(message));
            }
        };

        bench.write(peer, Bench.HELLO);

        assertThat(accepted).hasSize(10).containsOnly(true);
        assertThat(peer.read()).hasSize(10 * (100 * KIB + 10));
    }

    @Test
    void closesAPeerWhoseOutputStallsAboveTheHighMark() {
        Bench bench = new Bench();
        MemoryPeer peer = bench.open().capacity(0);
        ManualLoop.outside(() -> bench.handler.socket.sendBinary(ByteBuffer.allocate(100 * KIB)));
        bench.network.runPending();

        bench.advance(Duration.ofSeconds(9));
        assertThat(bench.handler.socket.isOpen()).isTrue();
        bench.advance(Duration.ofSeconds(2));

        assertThat(peer.isReset()).isTrue();
        assertThat(bench.handler.events).containsExactly("open", "error IOException", "close 1013 LOCAL");
    }

    @Test
    void completesFlushedWhenTheSocketHasTakenWhatWasAcceptedBefore() {
        Bench bench = new Bench();
        MemoryPeer peer = bench.open().capacity(10);
        CompletableFuture<Void> first = new CompletableFuture<>();
        ManualLoop.outside(() -> {
            bench.handler.socket.sendBinary(ByteBuffer.allocate(20));
            bench.handler.socket.flushed().whenComplete((done, failure) -> first.complete(null));
        });

        bench.network.runPending();
        assertThat(first).isNotDone();
        for (int i = 0; i < 4; i++) {
            peer.read();
            bench.network.runPending();
        }

        assertThat(first).isCompleted();
    }

    @Test
    void failsFlushedWhenTheConnectionEndsFirst() {
        Bench bench = new Bench();
        bench.open().capacity(0);
        CompletableFuture<Void> flushed = new CompletableFuture<>();
        ManualLoop.outside(() -> {
            bench.handler.socket.sendText("lost");
            bench.handler.socket.flushed().whenComplete((done, failure) -> flushed.completeExceptionally(failure));
        });
        bench.network.runPending();

        bench.handler.socket.abort(CloseReason.INTERNAL_ERROR, new IOException("test"));
        bench.network.runPending();

        assertThat(flushed).isCompletedExceptionally();
        assertThat(bench.handler.socket.sendText("x")).isFalse();
    }

    @Test
    void failsFlushedWhenTheWriteOfWhatWaitsFails() {
        Bench bench = new Bench();
        MemoryPeer peer = bench.open().capacity(10);
        CompletableFuture<Void> flushed = new CompletableFuture<>();
        ManualLoop.outside(() -> {
            bench.handler.socket.sendBinary(ByteBuffer.allocate(100 * KIB));
            bench.handler.socket.flushed().whenComplete((done, failure) -> {
                bench.handler.events.add(failure == null ? "flushed" : "not flushed");
                flushed.complete(null);
            });
        });
        bench.network.runPending();

        peer.reset();
        bench.network.runPending();

        assertThat(flushed).isCompleted();
        assertThat(bench.handler.events)
                .containsExactly("open", "not flushed", "error IOException", "close 1006 NOBODY");
    }

    @Test
    void refusesWhatMayNotBeSentAtTheCall() {
        Bench bench = new Bench();
        MemoryPeer peer = bench.open();

        assertThatThrownBy(() -> bench.handler.socket.sendText("\uD83D")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bench.handler.socket.sendText(ByteBuffer.wrap(new byte[] {(byte) 0xc0})))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bench.handler.socket.ping(ByteBuffer.allocate(126)))
                .isInstanceOf(IllegalArgumentException.class);
        bench.network.runPending();

        assertThat(peer.available()).isZero();
        assertThat(bench.handler.socket.isOpen()).isTrue();
    }

    @Test
    void sendsAllPublishesOfATurnInOneWrite() {
        Bench bench = new Bench();
        MemoryPeer peer = bench.open();
        Message shared = Message.text("x");

        ManualLoop.outside(() -> {
            bench.handler.socket.send(shared);
            bench.handler.socket.send(shared);
        });
        bench.network.runPending();

        assertThat(peer.readHex()).isEqualTo("81 01 78 81 01 78");
    }
}
