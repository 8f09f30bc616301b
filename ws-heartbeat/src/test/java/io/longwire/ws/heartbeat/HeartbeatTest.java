package io.longwire.ws.heartbeat;

import static io.longwire.ws.heartbeat.Bench.INTERVAL;
import static io.longwire.ws.heartbeat.Bench.ROUND;
import static io.longwire.ws.heartbeat.Bench.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.CloseReason;
import io.longwire.ws.testkit.Action;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Bench bench = new Bench();

    @Test
    void pingsAfterTheIntervalWithoutBytes() {
        Peer peer = bench.connect();
        peer.speak();
        assertThat(bench.untilAction(peer, HOUR))
                .isBetween(INTERVAL, INTERVAL.plus(ROUND).plus(ROUND));
        assertThat(peer.takePing()).matches("[0-9a-f]{2}( [0-9a-f]{2}){7}");
        assertThat(bench.meter.count("ws.heartbeat.pings")).isEqualTo(1);
    }

    @Test
    void firstPingComesWithinTheInterval() {
        Peer peer = bench.connect();
        assertThat(bench.untilAction(peer, HOUR)).isLessThanOrEqualTo(INTERVAL.plus(ROUND));
        peer.takePing();
    }

    @Test
    void anyByteIsLife() {
        Peer peer = bench.connectSpeaking();
        for (int i = 0; i < 1000; i++) {
            bench.advance(INTERVAL.minusSeconds(1));
            peer.speak();
        }
        assertThat(peer.actions()).isEmpty();
    }

    @Test
    void comesEarlierByTheJitterAtMost() {
        Bench jittered = new Bench(Bench.settings().with("jitter", 0.2));
        Peer peer = jittered.connect();
        Duration shortest = HOUR;
        Duration longest = Duration.ZERO;
        for (int i = 0; i < 500; i++) {
            peer.speak();
            Duration silence = jittered.untilAction(peer, HOUR);
            peer.takePing();
            shortest = silence.compareTo(shortest) < 0 ? silence : shortest;
            longest = silence.compareTo(longest) > 0 ? silence : longest;
        }
        assertThat(shortest).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(21));
        assertThat(longest)
                .isBetween(Duration.ofSeconds(24), INTERVAL.plus(ROUND).plus(ROUND));
    }

    @Test
    void cutsAPeerThatStaysSilent() {
        Peer peer = bench.connectSpeaking();
        bench.awaitPing(peer);
        assertThat(bench.untilAction(peer, HOUR)).isBetween(TIMEOUT, TIMEOUT.plus(ROUND));
        Action.Abort abort = peer.takeAbort();
        assertThat(abort.onWire()).isEqualTo(new CloseReason(1011, "heartbeat"));
        assertThat(abort.cause()).isInstanceOf(HeartbeatTimeout.class).hasMessageStartingWith("heartbeat");
        assertThat(bench.meter.count("ws.heartbeat.timeouts")).isEqualTo(1);
    }

    @Test
    void findsALostPeerWithinASecondOfItsDeadline() {
        Peer peer = bench.connect();
        peer.speak();
        Duration ping = bench.untilAction(peer, HOUR);
        peer.takePing();
        Duration cut = bench.untilAction(peer, HOUR);
        assertThat(ping.plus(cut)).isLessThanOrEqualTo(INTERVAL.plus(TIMEOUT).plus(SECOND));
        peer.takeAbort();
    }

    @Test
    void cutsOnce() {
        Peer peer = bench.connectSpeaking();
        bench.awaitPing(peer);
        bench.untilAction(peer, HOUR);
        peer.takeAbort();
        bench.advance(HOUR);
        assertThat(peer.actions()).isEmpty();
    }

    @Test
    void bytesInsteadOfThePongAreLife() {
        Peer peer = bench.connectSpeaking();
        bench.awaitPing(peer);
        bench.advance(TIMEOUT.minusSeconds(1));
        peer.speak();
        assertThat(bench.untilAction(peer, HOUR)).isGreaterThanOrEqualTo(INTERVAL);
        peer.takePing();
    }

    @Test
    void timeoutMayExceedTheInterval() {
        Duration timeout = INTERVAL.multipliedBy(3);
        Bench patient = new Bench(Bench.settings().with("timeout", timeout));
        Peer peer = patient.connectSpeaking();
        patient.awaitPing(peer);
        patient.advance(timeout.minusSeconds(1));
        assertThat(peer.actions()).isEmpty();
        patient.advance(SECOND.plus(ROUND));
        peer.takeAbort();
    }

    @Test
    void pongGivesTheRoundTrip() {
        Peer peer = bench.connectSpeaking();
        assertThat(bench.heartbeat.rtt(peer.socket)).isEmpty();
        String ping = bench.awaitPing(peer);
        bench.advance(Duration.ofMillis(80));
        peer.pong(ping);
        assertThat(bench.heartbeat.rtt(peer.socket)).contains(Duration.ofMillis(80));
        assertThat(bench.meter.recorded("ws.heartbeat.rtt")).containsExactly(80_000_000L);
        assertThat(peer.socket.attribute(Heartbeat.ROUND_TRIP)).isNotNull();
    }

    @Test
    void roundTripIsSmoothedByAnEighth() {
        Peer peer = bench.connectSpeaking();
        for (int millis : new int[] {80, 160}) {
            String ping = bench.awaitPing(peer);
            bench.advance(Duration.ofMillis(millis));
            peer.pong(ping);
        }
        RoundTrip roundTrip = bench.heartbeat.roundTrip(peer.socket).orElseThrow();
        assertThat(roundTrip.last()).isEqualTo(Duration.ofMillis(160));
        assertThat(roundTrip.smoothed()).isEqualTo(Duration.ofMillis(90));
    }

    @Test
    void pongAfterOtherBytesStillGivesTheRoundTrip() {
        Peer peer = bench.connectSpeaking();
        String ping = bench.awaitPing(peer);
        bench.advance(SECOND);
        peer.speak();
        bench.advance(SECOND);
        peer.pong(ping);
        assertThat(bench.heartbeat.rtt(peer.socket)).contains(Duration.ofSeconds(2));
    }

    @Test
    void wrongOrRepeatedPongGivesNoRoundTrip() {
        Peer peer = bench.connectSpeaking();
        String ping = bench.awaitPing(peer);
        peer.pong("");
        peer.pong("00 00 00 00 00 00 00 00");
        peer.pong(ping + " 00");
        assertThat(bench.heartbeat.rtt(peer.socket)).isEmpty();
        peer.pong(ping);
        bench.advance(SECOND);
        peer.pong(ping);
        assertThat(bench.meter.recorded("ws.heartbeat.rtt")).containsExactly(0L);
    }

    @Test
    void pongOfAnEarlierPingGivesNoRoundTrip() {
        Peer peer = bench.connectSpeaking();
        String first = bench.awaitPing(peer);
        peer.speak();
        String second = bench.awaitPing(peer);
        peer.pong(first);
        assertThat(bench.heartbeat.rtt(peer.socket)).isEmpty();
        peer.pong(second);
        assertThat(bench.heartbeat.rtt(peer.socket)).isPresent();
    }

    @Test
    void latePongCountsBeforeTheDeadline() {
        Peer peer = bench.connectSpeaking();
        String ping = bench.awaitPing(peer);
        bench.advance(TIMEOUT.minusMillis(1));
        peer.pong(ping);
        bench.advance(INTERVAL.minusSeconds(1));
        assertThat(peer.actions()).isEmpty();
        assertThat(bench.heartbeat.rtt(peer.socket)).contains(TIMEOUT.minusMillis(1));
    }

    @Test
    void pongAfterTheCutChangesNothing() {
        Peer peer = bench.connectSpeaking();
        String ping = bench.awaitPing(peer);
        bench.untilAction(peer, HOUR);
        peer.takeAbort();
        peer.end();
        peer.pong(ping);
        bench.advance(HOUR);
        assertThat(peer.actions()).isEmpty();
    }

    @Test
    void nobodyIsJudgedWhileWeDoNotRead() {
        Peer peer = bench.connectSpeaking();
        bench.awaitPing(peer);
        peer.reading(false);
        bench.advance(HOUR);
        assertThat(peer.actions()).isEmpty();
        peer.reading(true);
        assertThat(bench.untilAction(peer, HOUR)).isGreaterThanOrEqualTo(INTERVAL);
        peer.takePing();
        assertThat(bench.untilAction(peer, HOUR)).isBetween(TIMEOUT, TIMEOUT.plus(ROUND));
        peer.takeAbort();
    }

    @Test
    void closingConnectionIsLeftToTheCloseTimeout() {
        Peer quiet = bench.connectSpeaking();
        Peer asked = bench.connectSpeaking();
        bench.awaitPing(asked);
        quiet.takePing();
        asked.socket.close(CloseReason.NORMAL);
        quiet.speak();
        bench.advance(SECOND);
        quiet.socket.close(CloseReason.NORMAL);
        bench.advance(HOUR);
        assertThat(asked.actions()).containsExactly(new Action.Close(CloseReason.NORMAL));
        assertThat(quiet.actions()).containsExactly(new Action.Close(CloseReason.NORMAL));
        assertThat(bench.meter.count("ws.heartbeat.timeouts")).isZero();
    }

    @Test
    void closesIdleConnectionsWithoutPings() {
        Duration idle = Duration.ofSeconds(60);
        Bench silent = new Bench(Bench.settings().with("interval", null).with("idle-timeout", idle));
        Peer peer = silent.connect();
        silent.advance(idle.minusSeconds(1));
        peer.speak();
        assertThat(silent.untilAction(peer, HOUR))
                .isBetween(idle, idle.plus(ROUND).plus(ROUND));
        silent.advance(HOUR);
        assertThat(peer.actions()).containsExactly(new Action.Close(new CloseReason(1001, "idle")));
        assertThat(silent.meter.count("ws.heartbeat.idle")).isEqualTo(1);
        assertThat(silent.meter.count("ws.heartbeat.pings")).isZero();
    }
}
