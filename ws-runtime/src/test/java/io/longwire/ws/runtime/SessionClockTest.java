package io.longwire.ws.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.StreamHandler;
import io.longwire.ws.WebSocket;
import io.longwire.ws.testkit.MemoryPeer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The time limits of a session, on a clock that the test moves. */
class SessionClockTest {
    private static final String PING = "89 80 00 00 00 00";
    private static final String PONG = "8a 00";

    @Test
    void failsAFrameThatIsNotFinishedInTimeHoweverSlowlyItGoesOn() {
        Bench bench = new Bench();
        MemoryPeer peer = bench.open();
        bench.write(peer, "82 8a 00 00 00 00 01");

        for (int second = 0; second < 29; second++) {
            bench.advance(Duration.ofSeconds(1));
            if (second % 10 == 0) {
                bench.write(peer, "02");
            }
        }
        assertThat(peer.readHex()).isEmpty();
        bench.advance(Duration.ofSeconds(1));

        assertThat(peer.readHex()).startsWith("88").contains("03 f0");
        assertThat(bench.server.counters()).containsEntry("ws.violations{kind=frame_timeout}", 1L);
    }

    @Test
    void doesNotTakeOneLongFrameAfterAnotherForOne() {
        Bench bench = new Bench();
        MemoryPeer peer = bench.open();
        bench.write(peer, "82 82 00 00 00 00 01");

        for (int i = 0; i < 10; i++) { // each read ends one frame and begins the next
            bench.advance(Duration.ofSeconds(20));
            bench.write(peer, "02 82 82 00 00 00 00 01");
        }

        assertThat(peer.readHex()).isEmpty();
        assertThat(bench.handler.events).hasSize(11);
    }

    @Test
    void failsAMessageThatIsNotFinishedInTimeWhateverComesBetween() {
        Bench bench = new Bench();
        MemoryPeer peer = bench.open();
        bench.write(peer, "02 81 00 00 00 00 01");

        for (int i = 0; i < 3; i++) {
            bench.advance(Duration.ofSeconds(19));
            bench.write(peer, PING + "00 81 00 00 00 00 01");
            assertThat(peer.readHex()).isEqualTo(PONG);
        }
        bench.advance(Duration.ofSeconds(3));

        assertThat(peer.readHex()).startsWith("88").contains("03 f0");
        assertThat(bench.server.counters()).containsEntry("ws.violations{kind=message_timeout}", 1L);
    }

    @Test
    void letsAMessageThatIsHandedOnInPartsTakeItsTime() {
        Bench.Recorder recorder = new Bench.Recorder();
        int[] parts = {0};
        Bench bench = new Bench(
                new StreamHandler() {
                    @Override
                    public void onBinary(WebSocket socket, ByteBuffer data, boolean last) {
                        parts[0]++;
                    }
                },
                recorder);
        MemoryPeer peer = bench.open();
        bench.write(peer, "02 81 00 00 00 00 01");

        for (int i = 0; i < 10; i++) {
            bench.advance(Duration.ofSeconds(29));
            bench.write(peer, "00 81 00 00 00 00 01");
        }

        assertThat(peer.readHex()).isEmpty();
        assertThat(parts[0]).isEqualTo(11);
    }

    @Test
    void setsNoTimerForAConnectionInOrder() {
        Bench bench = new Bench();
        bench.open();
        int timers = bench.network.clock().timers();

        MemoryPeer peer = bench.open();
        bench.write(peer, Bench.HELLO + PING);

        assertThat(bench.network.clock().timers()).isEqualTo(timers);
    }

    @Test
    void closesASilentPeerWhenToldTo() {
        Bench bench = new Bench("ws.limits.idle-timeout", "40 s");
        MemoryPeer peer = bench.open();

        bench.advance(Duration.ofSeconds(39));
        bench.write(peer, PING);
        peer.read();
        bench.advance(Duration.ofSeconds(39));
        assertThat(peer.readHex()).isEmpty();
        bench.advance(Duration.ofSeconds(12));

        assertThat(peer.readHex()).isEqualTo("88 06 03 e9 69 64 6c 65");
    }

    @Test
    void failsAFloodOfControlFramesAboveBurstAndRate() {
        Bench bench = new Bench("ws.limits.control-rate", 10, "ws.limits.control-burst", 20);
        MemoryPeer peer = bench.open();

        bench.write(peer, PING.repeat(20));
        assertThat(peer.read()).hasSize(40);
        bench.advance(Duration.ofSeconds(1));
        bench.write(peer, PING.repeat(10));
        assertThat(peer.read()).hasSize(20);
        bench.write(peer, PING);

        assertThat(peer.readHex()).contains("88").contains("03 f0");
        assertThat(bench.server.counters()).containsEntry("ws.violations{kind=control_rate}", 1L);
    }

    @Test
    void readsNoMoreMessagesThanBurstAndRateAllow() {
        Bench bench = new Bench("ws.limits.message-rate", 10, "ws.limits.message-burst", 20);
        MemoryPeer peer = bench.open();
        for (int i = 0; i < 21; i++) {
            bench.write(peer, Bench.HELLO);
        }
        bench.write(peer, PING);
        assertThat(peer.readHex()).as("not read yet").isEmpty();

        bench.advance(Duration.ofMillis(99));
        assertThat(peer.readHex()).isEmpty();
        bench.advance(Duration.ofMillis(2));

        assertThat(peer.readHex()).isEqualTo(PONG);
        assertThat(bench.handler.events).hasSize(22);
        assertThat(bench.server.counters()).containsEntry("ws.reading.stopped{why=message_rate}", 1L);
    }

    @Test
    void failsAPeerThatWasHeldToTheMessageRateForFiveSeconds() {
        Bench bench = new Bench("ws.limits.message-rate", 1, "ws.limits.message-burst", 2);
        MemoryPeer peer = bench.open();
        for (int i = 0; i < 10; i++) {
            bench.write(peer, Bench.HELLO);
        }

        bench.advance(Duration.ofMillis(4_900));
        assertThat(peer.readHex()).isEmpty();
        bench.advance(Duration.ofMillis(200));

        assertThat(peer.readHex()).startsWith("88").contains("03 f0");
        assertThat(bench.server.counters()).containsEntry("ws.violations{kind=message_rate}", 1L);
    }

    @Test
    void forgetsThePausesOfAPeerThatHasItsWholeBurstAgain() {
        Bench bench = new Bench("ws.limits.message-rate", 1, "ws.limits.message-burst", 2);
        MemoryPeer peer = bench.open();

        for (int burst = 0; burst < 5; burst++) {
            bench.write(peer, Bench.HELLO.repeat(2 + 3)); // in one read: a debt of three
            bench.advance(Duration.ofSeconds(6));
        }

        assertThat(peer.readHex()).isEmpty();
        assertThat(bench.handler.events).hasSize(26);
        assertThat(bench.server.counters()).containsEntry("ws.reading.stopped{why=message_rate}", 5L);
    }

    @Test
    void closesAPeerThatNeverFinishesItsHandshake() {
        Bench bench = new Bench();
        MemoryPeer silent = bench.raw();
        MemoryPeer slow = bench.raw();
        slow.write("47 45 54");
        bench.network.runPending();

        bench.advance(Duration.ofSeconds(10));

        assertThat(silent.isClosed()).isTrue();
        assertThat(silent.available()).isZero();
        assertThat(new String(slow.read(), StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 408 ");
    }
}
