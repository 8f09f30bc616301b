package io.longwire.ws.heartbeat;

import static io.longwire.ws.heartbeat.Bench.INTERVAL;
import static io.longwire.ws.heartbeat.Bench.ROUND;
import static io.longwire.ws.heartbeat.Bench.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The process, or its loop, did not run for a while. */
class StallTest {
    private static final Duration PAUSE = Duration.ofSeconds(20);
    private static final Duration TICK = Duration.ofMillis(50);

    private final Bench bench = new Bench();

    @Test
    void askedPeerKeepsTheTimeItHadLeft() {
        Peer peer = bench.connectSpeaking();
        bench.awaitPing(peer);
        bench.advance(Duration.ofSeconds(4));
        bench.loop.stall(PAUSE);
        assertThat(bench.untilAction(peer, INTERVAL))
                .isBetween(
                        Duration.ofSeconds(6), Duration.ofSeconds(6).plus(ROUND).plus(TICK));
        peer.takeAbort();
    }

    @Test
    void answerThatArrivedMeanwhileIsReadBeforeAnybodyIsJudged() {
        Peer peer = bench.connectSpeaking();
        String ping = bench.awaitPing(peer);
        bench.advance(TIMEOUT.minusMillis(1));
        bench.loop.stall(PAUSE);
        // The tick that comes too late, in the turn before the one that reads.
        bench.advance(TICK);
        assertThat(peer.actions()).isEmpty();
        peer.pong(ping);
        bench.advance(INTERVAL.minusSeconds(1));
        assertThat(peer.actions()).isEmpty();
    }

    @Test
    void quietPeersAreNotAllPingedAtOnce() {
        Peer[] peers = new Peer[100];
        for (int i = 0; i < peers.length; i++) {
            peers[i] = bench.connect();
        }
        long before = bench.meter.count("ws.heartbeat.pings");
        bench.loop.stall(PAUSE);
        bench.advance(ROUND);
        assertThat(bench.meter.count("ws.heartbeat.pings") - before).isLessThan(20);
    }

    @Test
    void loopThatIsAlwaysLateStillFindsTheDead() {
        Peer peer = bench.connectSpeaking();
        bench.awaitPing(peer);
        for (int i = 0; i < 2 * TIMEOUT.toMillis() / TICK.toMillis(); i++) {
            bench.loop.stall(Duration.ofSeconds(1));
            bench.advance(TICK);
        }
        peer.takeAbort();
    }
}
