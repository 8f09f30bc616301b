package io.longwire.ws.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.CloseReason;
import io.longwire.ws.testkit.Hex;
import io.longwire.ws.testkit.MemoryPeer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How a connection ends, and that it is told once. */
class SessionEndTest {
    @Test
    void answersThePeersCloseAndEndsTheOutputAtOnce() {
        Bench bench = new Bench();
        MemoryPeer peer = bench.open();

        bench.write(peer, Bench.CLOSE_1000);

        assertThat(peer.readHex()).isEqualTo("88 02 03 e8");
        assertThat(peer.isEnded()).isTrue();
        assertThat(bench.handler.events).as("told when TCP has ended").containsExactly("open");
        peer.end();
        bench.network.runPending();
        assertThat(bench.handler.events).containsExactly("open", "close 1000 PEER");
        assertThat(bench.server.connections()).isZero();
    }

    @Test
    void closesAfterWhatWasAcceptedBefore() {
        Bench bench = new Bench();
        MemoryPeer peer = bench.open();
        bench.handler.onText = text -> {
            bench.handler.socket.sendText("a");
            bench.handler.socket.close(new CloseReason(4000, "b"));
            assertThat(bench.handler.socket.sendText("c")).isFalse();
            bench.handler.socket.close(CloseReason.NORMAL);
        };

        bench.write(peer, Bench.HELLO + Bench.HELLO);

        assertThat(peer.readHex()).isEqualTo("81 01 61 88 03 0f a0 62");
        bench.write(peer, "88 82 00 00 00 00 0f a0");
        peer.end();
        bench.network.runPending();
        assertThat(bench.handler.events)
                .as("messages that waited when we closed are not delivered")
                .containsExactly("open", "Hello", "close 4000 LOCAL");
    }

    @Test
    void resetsAPeerThatDoesNotAnswerAClose() {
        Bench bench = new Bench();
        MemoryPeer peer = bench.open();
        bench.handler.socket.close(CloseReason.NORMAL);
        bench.network.runPending();
        assertThat(peer.readHex()).isEqualTo("88 02 03 e8");

        bench.advance(Duration.ofMillis(9_999));
        assertThat(peer.isReset()).isFalse();
        bench.advance(Duration.ofMillis(1));

        assertThat(peer.isReset()).isTrue();
        assertThat(bench.handler.events).containsExactly("open", "error TimeoutException", "close 1000 LOCAL");
    }

    @Test
    void waitsOnlyASecondAfterAViolation() {
        Bench bench = new Bench();
        MemoryPeer peer = bench.open();

        bench.write(peer, "81 05 48 65 6c 6c 6f");

        assertThat(peer.readHex()).startsWith("88").contains("03 ea");
        bench.advance(Duration.ofSeconds(1));
        assertThat(peer.isReset()).isTrue();
        assertThat(bench.handler.events).containsExactly("open", "error ProtocolException", "close 1002 LOCAL");
        assertThat(bench.server.counters()).containsEntry("ws.violations{kind=unmasked_frame}", 1L);
    }

    @Test
    void tellsAHandlersFailureToItselfAndNotToThePeer() {
        Bench bench = new Bench();
        MemoryPeer peer = bench.open();
        bench.handler.onText = text -> {
            throw new IllegalStateException("secret");
        };

        bench.write(peer, Bench.HELLO + Bench.HELLO);

        assertThat(peer.readHex()).isEqualTo("88 02 03 f3");
        peer.end();
        bench.network.runPending();
        assertThat(bench.handler.events)
                .containsExactly("open", "Hello", "error IllegalStateException", "close 1011 LOCAL");
    }

    @Test
    void endsWith1006WhenThePeerLeavesWithoutAClose() {
        Bench bench = new Bench();
        MemoryPeer peer = bench.open();

        peer.write(Bench.HELLO);
        peer.end();
        bench.network.runPending();

        assertThat(bench.handler.events).containsExactly("open", "Hello", "close 1006 NOBODY");
        assertThat(peer.isClosed()).isTrue();
    }

    @Test
    void deliversWhatWasCompleteBeforeThePeersEndEvenIfPaused() {
        Bench bench = new Bench();
        MemoryPeer peer = bench.open();
        bench.handler.socket.pause();

        bench.write(peer, Bench.HELLO);
        assertThat(bench.handler.events).containsExactly("open");
        peer.end();
        bench.network.runPending();

        assertThat(bench.handler.events).containsExactly("open", "Hello", "close 1006 NOBODY");
    }

    @Test
    void abortsWithACloseThatIsTriedAndTheCause() {
        Bench bench = new Bench();
        MemoryPeer peer = bench.open();

        bench.handler.socket.abort(CloseReason.INTERNAL_ERROR, new IOException("heartbeat"));
        bench.network.runPending();

        assertThat(peer.readHex()).isEqualTo("88 02 03 f3");
        assertThat(peer.isClosed()).isTrue();
        assertThat(bench.handler.events).containsExactly("open", "error IOException", "close 1006 LOCAL");
    }

    @Test
    void dropsWhatComesAfterACloseAndResetsAPeerThatGoesOn() {
        Bench bench = new Bench();
        MemoryPeer peer = bench.open();
        bench.write(peer, Bench.CLOSE_1000 + Bench.HELLO);

        peer.write(new byte[1024 * 1024 + 1]);
        bench.network.runPending();

        assertThat(peer.isClosed()).isTrue();
        assertThat(bench.handler.events).containsExactly("open", "close 1000 PEER");
    }

    @Test
    void deliversBytesOfTheHandshakesPacketAfterOnOpen() {
        Bench bench = new Bench();

        bench.connect(Hex.bytes(Bench.HELLO + Bench.HELLO));

        assertThat(bench.handler.events).containsExactly("open", "Hello", "Hello");
    }
}
