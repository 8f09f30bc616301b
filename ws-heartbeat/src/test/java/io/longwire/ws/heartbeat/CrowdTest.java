package io.longwire.ws.heartbeat;

import static io.longwire.ws.heartbeat.Bench.INTERVAL;
import static io.longwire.ws.heartbeat.Bench.ROUND;
import static io.longwire.ws.heartbeat.Bench.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.testkit.Action;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Many connections on one loop. */
class CrowdTest {
    private static final int CROWD = 19_000;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Bench bench = new Bench(Bench.settings().with("jitter", 0.2));

    @Test
    void pingsOfACrowdThatConnectedAtOnceAreSpreadOverTheInterval() {
        List<Peer> crowd = connect(CROWD);
        long most = 0;
        for (int second = 0; second < 3 * INTERVAL.toSeconds(); second++) {
            long before = pings();
            bench.advance(SECOND);
            most = Math.max(most, pings() - before);
            crowd.forEach(CrowdTest::answer);
        }
        assertThat(pings()).isGreaterThan(2 * CROWD).isLessThan(4 * CROWD);
        assertThat(most).isLessThan(2 * CROWD / INTERVAL.toSeconds());
        assertThat(bench.meter.count("ws.heartbeat.timeouts")).isZero();
        assertThat(bench.meter.recorded("ws.heartbeat.rtt")).hasSizeGreaterThan(CROWD);
    }

    @Test
    void oneTimerServesAll() {
        connect(CROWD);
        bench.advance(SECOND);
        assertThat(bench.time.clock().timers()).isEqualTo(1);
    }

    @Test
    void timerGoesWithTheLastConnectionAndComesWithTheNext() {
        List<Peer> crowd = connect(1000);
        bench.advance(SECOND);
        crowd.forEach(Peer::end);
        bench.advance(Duration.ofMinutes(1));
        assertThat(bench.time.clock().timers()).isZero();
        Peer next = bench.connect();
        bench.awaitPing(next);
    }

    @Test
    void everyOneOfThoseWhoStayIsLookedAfterWhenOthersLeave() {
        List<Peer> crowd = connect(1000);
        List<Peer> staying = new ArrayList<>();
        for (int i = 0; i < crowd.size(); i++) {
            if (i % 7 == 0) {
                staying.add(crowd.get(i));
            } else {
                crowd.get(i).end();
            }
        }
        bench.advance(INTERVAL.plus(TIMEOUT).plus(ROUND).plus(ROUND));
        assertThat(staying)
                .allSatisfy(peer -> assertThat(peer.actions()).hasSize(2).last().isInstanceOf(Action.Abort.class));
        assertThat(pings()).isEqualTo(staying.size());
    }

    private List<Peer> connect(int count) {
        List<Peer> crowd = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            crowd.add(bench.connect());
        }
        return crowd;
    }

    private long pings() {
        return bench.meter.count("ws.heartbeat.pings");
    }

    private static void answer(Peer peer) {
        if (!peer.actions().isEmpty()) {
            peer.pong(peer.takePing());
        }
    }
}
