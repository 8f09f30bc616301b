package io.longwire.ws.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.Message;
import io.longwire.ws.Overflow;
import io.longwire.ws.WebSocket;
import io.longwire.ws.testkit.ManualLoop;
import io.longwire.ws.testkit.MemoryPeer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What happens to messages when more waits than may, under each policy, from the loop and from other threads. */
class OverflowTest {
    private static final String MAX = "ws.outbound.max";
    private static final String POLICY = "ws.endpoints.\"/\".overflow";
    /** An unmasked text frame of one letter. */
    private static final int FRAME = 3;

    /** A peer that has taken nothing yet, behind a frame that was begun. */
    private static MemoryPeer blocked(Bench bench) {
        MemoryPeer peer = bench.open().capacity(0);
        bench.handler.socket.sendText("!");
        bench.network.runPending();
        assertThat(bench.handler.socket.bufferedBytes()).isEqualTo(FRAME);
        return peer;
    }

    private static Bench bench(String policy, Object... more) {
        List<Object> settings =
                new ArrayList<>(List.of(POLICY, policy, MAX, 8, "ws.outbound.high-mark", 6, "ws.outbound.low-mark", 2));
        settings.addAll(List.of(more));
        return new Bench(settings.toArray());
    }

    /** What the peer gets when it takes all of it, as letters. */
    private static String drain(Bench bench, MemoryPeer peer) {
        StringBuilder letters = new StringBuilder();
        peer.capacity(1000);
        for (int i = 0; i < 20; i++) {
            bench.network.runPending();
            for (byte b : peer.read()) {
                letters.append(b > ' ' ? (char) b : ' ');
            }
        }
        return letters.toString().replaceAll("[^a-zA-Z0-9!]", "");
    }

    private static List<Boolean> sendLetters(WebSocket socket, String letters) {
        List<Boolean> accepted = new ArrayList<>();
        for (char letter : letters.toCharArray()) {
            accepted.add(socket.sendText(String.valueOf(letter)));
        }
        return accepted;
    }

    private static long dropped(Bench bench, Overflow policy) {
        return bench.server
                .counters()
                .get("ws.outbound.dropped{why=" + policy.name().toLowerCase(Locale.ROOT) + "}");
    }

    @Test
    void dropNewestRefusesWhatComesWhenTooMuchWaits() {
        for (boolean outside : new boolean[] {false, true}) {
            Bench bench = bench("drop-newest");
            MemoryPeer peer = blocked(bench);
            List<Boolean> accepted = new ArrayList<>();
            Runnable send = () -> accepted.addAll(sendLetters(bench.handler.socket, "abcdefgh"));
            if (outside) {
                ManualLoop.outside(send);
            } else {
                send.run();
            }

            assertThat(accepted).containsExactly(true, true, true, true, true, true, false, false);
            assertThat(bench.handler.socket.flushed().toCompletableFuture()).isNotDone();
            assertThat(drain(bench, peer)).isEqualTo("!abcdef");
            assertThat(dropped(bench, Overflow.DROP_NEWEST)).isEqualTo(2);
            assertThat(bench.handler.socket.isOpen()).isTrue();
            assertThat(bench.handler.socket.bufferedBytes()).isZero();
        }
    }

    @Test
    void dropOldestLetsTheOldestMakeRoom() {
        for (boolean outside : new boolean[] {false, true}) {
            Bench bench = bench("drop-oldest");
            MemoryPeer peer = blocked(bench);
            List<Boolean> accepted = new ArrayList<>();
            Runnable send = () -> accepted.addAll(sendLetters(bench.handler.socket, "abcdefgh"));
            if (outside) {
                ManualLoop.outside(send);
                bench.network.runPending();
            } else {
                send.run();
            }

            assertThat(accepted).hasSize(8).containsOnly(true);
            assertThat(drain(bench, peer)).isEqualTo("!cdefgh");
            assertThat(dropped(bench, Overflow.DROP_OLDEST)).isEqualTo(2);
            assertThat(bench.handler.socket.bufferedBytes()).isZero();
        }
    }

    @Test
    void dropOldestFromAThreadThatIsFasterThanTheLoopIsBoundedToo() {
        Bench bench = bench("drop-oldest");
        MemoryPeer peer = blocked(bench);
        List<Boolean> accepted = new ArrayList<>();
        ManualLoop.outside(() -> accepted.addAll(sendLetters(bench.handler.socket, "a".repeat(100))));
        long held = bench.handler.socket.bufferedBytes();

        assertThat(held).isEqualTo(2 * 8 + 2);
        int refused = (int) accepted.stream().filter(yes -> !yes).count();
        assertThat(refused).isEqualTo(100 - (2 * 8 + 2 - FRAME));
        String arrived = drain(bench, peer).substring(1);
        assertThat(dropped(bench, Overflow.DROP_OLDEST)).isEqualTo(100 - arrived.length());
    }

    @Test
    void flushedTellsOfWhatWasDroppedAndThenForgetsIt() {
        Bench bench = bench("drop-oldest");
        MemoryPeer peer = blocked(bench);
        WebSocket socket = bench.handler.socket;
        CompletableFuture<Void> before = socket.flushed().toCompletableFuture();
        sendLetters(socket, "abcdef");
        CompletableFuture<Void> behind = socket.flushed().toCompletableFuture();

        sendLetters(socket, "g");
        assertThat(behind).as("a was before it").isCompletedExceptionally();
        assertThat(before).as("nothing before it was dropped").isNotDone();
        CompletableFuture<Void> told = socket.flushed().toCompletableFuture();
        assertThat(told).as("the last one was told already").isNotDone();
        sendLetters(socket, "h");
        assertThat(told).isCompletedExceptionally();
        sendLetters(socket, "i");
        CompletableFuture<Void> next = socket.flushed().toCompletableFuture();
        assertThat(next).as("c was dropped and nobody was told").isCompletedExceptionally();
        CompletableFuture<Void> last = socket.flushed().toCompletableFuture();

        assertThat(drain(bench, peer)).isEqualTo("!defghi");
        assertThat(before).isCompleted();
        assertThat(last).isCompleted();
    }

    @Test
    void aMessageThatMayNotBeDroppedIsNotDroppedForOneThatMay() {
        Bench bench = bench("disconnect");
        MemoryPeer peer = blocked(bench);
        WebSocket socket = bench.handler.socket;
        sendLetters(socket, "abc");
        for (String tick : List.of("1", "2", "3", "4", "5", "6")) {
            assertThat(socket.send(Message.text(tick), Overflow.DROP_OLDEST)).isTrue();
        }

        assertThat(drain(bench, peer)).isEqualTo("!abc456");
    }

    @Test
    void conflateKeepsTheNewestOfEachKeyInThePlaceOfTheFirst() {
        for (boolean outside : new boolean[] {false, true}) {
            Bench bench = bench("conflate");
            MemoryPeer peer = blocked(bench);
            WebSocket socket = bench.handler.socket;
            Runnable send = () -> {
                for (int i = 0; i < 10; i++) {
                    assertThat(socket.send(Message.text(String.valueOf(i)).conflatedBy("digits")))
                            .isTrue();
                    if (i == 0) {
                        socket.sendText("x");
                        socket.send(Message.text("y").conflatedBy("others"));
                    }
                }
            };
            if (outside) {
                ManualLoop.outside(send);
            } else {
                send.run();
            }
            CompletableFuture<Void> flushed = socket.flushed().toCompletableFuture();
            bench.network.runPending();

            assertThat(socket.bufferedBytes()).isEqualTo(FRAME + 3);
            assertThat(flushed).isCompletedExceptionally();
            assertThat(drain(bench, peer)).isEqualTo("!9xy");
            assertThat(dropped(bench, Overflow.CONFLATE)).isEqualTo(9);
            assertThat(socket.bufferedBytes()).isZero();
            socket.send(Message.text("0").conflatedBy("digits"));
            assertThat(drain(bench, peer)).isEqualTo("0");
        }
    }

    @Test
    void conflateEndsAPeerThatHasTooManyKeysWaiting() {
        Bench bench = bench("conflate");
        blocked(bench);
        boolean accepted = true;
        int keys = 0;
        while (accepted && keys < 100) {
            accepted = bench.handler.socket.send(Message.text("x").conflatedBy(keys++));
        }
        bench.network.runPending();
        bench.advance(Duration.ofSeconds(1));

        assertThat(keys).isEqualTo(7);
        assertThat(bench.handler.events).containsExactly("open", "error IOException", "close 1013 LOCAL");
    }

    @Test
    void blockLetsAThreadWaitUntilThereIsRoom() throws Exception {
        Bench bench = bench("block");
        MemoryPeer peer = blocked(bench);
        CompletableFuture<List<Boolean>> accepted = new CompletableFuture<>();
        Thread sender = new Thread(
                () -> ManualLoop.outside(() -> accepted.complete(sendLetters(bench.handler.socket, "abcdefghijkl"))));
        sender.start();
        awaitBlocked(sender);

        assertThat(bench.handler.socket.bufferedBytes()).isEqualTo(8 + 1);
        StringBuilder all = new StringBuilder();
        while (!accepted.isDone()) {
            all.append(drain(bench, peer));
        }
        all.append(drain(bench, peer));
        assertThat(accepted.get()).hasSize(12).containsOnly(true);
        assertThat(all.toString()).isEqualTo("!abcdefghijkl");
        assertThat(dropped(bench, Overflow.BLOCK)).isZero();
    }

    @Test
    void blockGivesUpAtTheStallTimeoutAndWhenTheConnectionEnds() throws Exception {
        Bench bench = bench("block");
        MemoryPeer peer = blocked(bench);
        for (boolean ends : new boolean[] {false, true}) {
            CompletableFuture<Boolean> accepted = new CompletableFuture<>();
            Thread sender = new Thread(() -> ManualLoop.outside(() -> accepted.complete(
                    sendLetters(bench.handler.socket, "abcdefghi").get(8))));
            sender.start();
            awaitBlocked(sender);
            if (ends) {
                peer.reset();
                bench.network.runPending();
            } else {
                bench.advance(Duration.ofSeconds(9));
                assertThat(accepted).isNotDone();
                bench.advance(Duration.ofSeconds(2));
            }
            // one timeout for each of its messages
            while (!accepted.isDone()) {
                bench.advance(Duration.ofSeconds(10));
                Thread.onSpinWait();
            }
            assertThat(accepted.get()).isFalse();
        }
        assertThat(dropped(bench, Overflow.BLOCK)).isPositive();
    }

    @Test
    void blockIsRefusedOnALoop() {
        Bench bench = bench("block");
        blocked(bench);

        assertThatThrownBy(() -> sendLetters(bench.handler.socket, "abcdefghi"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("must not block");
        assertThat(bench.handler.socket.isOpen()).isTrue();
    }

    @Test
    void aStallLowersTheCapOfThePoliciesThatDropToTheHighMark() {
        Bench bench = bench("drop-oldest");
        MemoryPeer peer = blocked(bench);
        sendLetters(bench.handler.socket, "abcde");
        bench.advance(Duration.ofSeconds(11));

        assertThat(bench.handler.socket.isOpen()).isTrue();
        assertThat(bench.handler.socket.bufferedBytes()).isEqualTo(6);
        sendLetters(bench.handler.socket, "f");
        sendLetters(bench.handler.socket, "g");
        assertThat(bench.handler.socket.bufferedBytes()).isEqualTo(7);
        assertThat(drain(bench, peer)).isEqualTo("!defg");
        sendLetters(bench.handler.socket, "h");
        assertThat(drain(bench, peer)).isEqualTo("h");
    }

    @Test
    void theBudgetOfTheProcessEndsTheSlowestFirst() {
        Bench bench = new Bench(new Bench.Recorder(), "ws.outbound.budget", "1 MiB", "ws.outbound.max", "10 MiB");
        List<WebSocket> sockets = new ArrayList<>();
        List<MemoryPeer> peers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            peers.add(bench.open().capacity(0));
            sockets.add(bench.handler.socket);
        }
        for (int i : new int[] {1, 0, 2}) { // 1 is the first to be slow
            sockets.get(i).sendBinary(ByteBuffer.allocate(300 << 10));
            bench.network.runPending();
        }
        assertThat(sockets).allMatch(WebSocket::isOpen);

        sockets.get(2).sendBinary(ByteBuffer.allocate(300 << 10));
        bench.network.runPending();

        assertThat(sockets).extracting(WebSocket::isOpen).containsExactly(true, false, true);
        assertThat(bench.server.counters()).containsEntry("ws.outbound.evicted", 1L);
        peers.forEach(MemoryPeer::reset);
        bench.advance(Duration.ofSeconds(1));
        assertThat(bench.server.connections()).isZero();
    }

    private static void awaitBlocked(Thread sender) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (sender.getState() != Thread.State.TIMED_WAITING && sender.getState() != Thread.State.WAITING) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
