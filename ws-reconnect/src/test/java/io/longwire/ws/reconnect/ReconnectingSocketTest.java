package io.longwire.ws.reconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.ClientOptions;
import io.longwire.ws.CloseReason;
import io.longwire.ws.Closed;
import io.longwire.ws.HandshakeFailed;
import io.longwire.ws.Initiator;
import io.longwire.ws.testkit.Action;
import io.longwire.ws.testkit.ManualLoop;
import io.longwire.ws.testkit.RecordingWebSocket;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a connection is made again, and when it is not. */
class ReconnectingSocketTest {
    private final Bench bench = new Bench();

    @ParameterizedTest
    @ValueSource(ints = {1001, 1005, 1006, 1011, 1012, 1013, 1014, 3000, 4999})
    void aCodeThatMayPassIsFollowedByAnotherAttempt(int code) {
        bench.end(bench.accept(), new Closed(code, "", Initiator.PEER, null));
        bench.awaitAttempt();

        assertThat(bench.told).containsExactly("target 1", "connected 1", "lost", "target 2");
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1002, 1003, 1007, 1008, 1009, 1010})
    void aCodeThatWouldComeAgainIsFinal(int code) {
        bench.end(bench.accept(), new Closed(code, "", Initiator.PEER, null));

        assertGivenUp("target 1", "connected 1", "given up");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 101, 200, 408, 425, 429, 500, 502, 503, 504})
    void aRefusalThatMayPassIsFollowedByAnotherAttempt(int status) {
        bench.refuse(status);
        bench.awaitAttempt();

        assertThat(bench.told).containsExactly("target 1", "lost", "target 2");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 403, 404, 407, 410, 426})
    void aRefusalThatWouldComeAgainIsFinal(int status) {
        bench.refuse(status);

        assertGivenUp("target 1", "given up");
    }

    @Test
    void whoWaitsForTheEndFindsItsReasonToldAlready() {
        bench.socket.ended().thenRun(() -> bench.told.add("ended"));
        bench.refuse(404);

        assertThat(bench.told).containsExactly("target 1", "given up", "ended");
    }

    @Test
    void anUnreachableServerIsTriedAgainAndAMistakeIsNot() {
        bench.refuse(new IOException("nobody is there"));
        bench.awaitAttempt();
        bench.refuse(new IllegalArgumentException("no such header"));

        assertGivenUp("target 1", "lost", "target 2", "given up");
    }

    @Test
    void whatTheApplicationClosedItselfIsNotMadeAgainAndWhatAPluginCutIs() {
        bench.end(bench.accept(), new Closed(Closed.ABNORMAL, "", Initiator.LOCAL, new IOException("heartbeat")));
        bench.awaitAttempt();
        bench.end(bench.accept(), new Closed(1001, "", Initiator.LOCAL, null));

        assertGivenUp("target 1", "connected 1", "lost", "target 2", "connected 2", "given up");
    }

    @Test
    void aConnectionThatWasShortDoesNotResetTheDelayAndOneThatWasSoundDoes() {
        for (int i = 0; i < 4; i++) {
            bench.refuse(503);
            bench.awaitAttempt();
        }
        RecordingWebSocket brief = bench.accept();
        bench.loop.advance(Duration.ofSeconds(59));
        bench.end(brief, Bench.LOST);
        bench.awaitAttempt();
        RecordingWebSocket sound = bench.accept();
        bench.loop.advance(Duration.ofSeconds(60));
        bench.end(sound, Bench.LOST);
        bench.awaitAttempt();

        assertThat(bench.told)
                .containsSubsequence("connected 5", "lost", "target 6", "connected 6", "lost", "target 1");
        assertThat(bench.delays.get(5)).isLessThan(Duration.ofMillis(500));
    }

    @Test
    void aServerThatSaysHowLongIsWaitedForAndEachClientABitLonger() {
        bench.refuse(new HandshakeFailed("busy", 503, Map.of("retry-after", List.of("7")), null));
        bench.awaitAttempt();
        bench.end(bench.accept(), new Closed(1013, "busy; Retry-After: 20", Initiator.PEER, null));
        bench.awaitAttempt();
        bench.end(bench.accept(), new Closed(1012, "retry-after=86400", Initiator.PEER, null));
        bench.awaitAttempt();
        bench.end(bench.accept(), new Closed(1001, "retry-after=86400", Initiator.PEER, null));

        assertThat(bench.delays.get(0)).isBetween(Duration.ofSeconds(7), Duration.ofMillis(7_500));
        assertThat(bench.delays.get(1)).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(21));
        assertThat(bench.delays.get(2)).isBetween(Duration.ofMinutes(10), Duration.ofSeconds(602));
        assertThat(bench.delays.get(3)).isLessThan(Duration.ofSeconds(4));
        assertThat(bench.delays).doesNotContain(Duration.ofSeconds(7), Duration.ofSeconds(20));
    }

    @Test
    void anApplicationThatThrowsOnTheWayLosesTheAttemptAlone() {
        bench.mistake = "target";
        bench.refuse(503);
        bench.loop.advance(Duration.ofSeconds(1));
        assertThat(bench.told).containsExactly("target 1", "lost", "target 2", "lost");
        bench.mistake = "connected";
        bench.awaitAttempt();
        RecordingWebSocket opened = bench.accept();
        assertThat(opened.actions()).hasAtLeastOneElementOfType(Action.Abort.class);
        bench.end(opened, new Closed(1006, "", Initiator.LOCAL, new IllegalStateException("on purpose")));

        assertThat(bench.told)
                .containsExactly("target 1", "lost", "target 2", "lost", "target 3", "connected 3", "lost");
    }

    @Test
    void anApplicationThatThrowsWhenItIsAskedToGoOnGetsNoFurtherAttempt() {
        bench.mistake = "again";

        assertThatThrownBy(() -> bench.refuse(503)).hasMessage("on purpose");
        assertGivenUp("target 1", "given up");
    }

    @Test
    void aTargetThatComesLateFromAnotherThreadIsTakenUpOnTheLoop() {
        bench.target = new CompletableFuture<>();
        bench.refuse(503);
        bench.loop.advance(Duration.ofSeconds(1));
        assertThat(bench.attempts()).isEqualTo(1);
        ManualLoop.outside(
                () -> bench.target.complete(new Target(URI.create("ws://other.example/"), ClientOptions.DEFAULTS)));
        bench.loop.runPending();

        assertThat(bench.attempts()).isEqualTo(2);
        assertThat(bench.onLoop).isTrue();
    }

    // ---- close at any moment

    @Test
    void closedWhileItIsConnectedEndsInOrder() {
        RecordingWebSocket opened = bench.accept();
        bench.socket.close(new CloseReason(1001, "bye"));
        bench.loop.runPending();
        assertThat(Bench.closes(opened)).containsExactly(new CloseReason(1001, "bye"));
        assertThat(Bench.isDone(bench.socket.ended())).isFalse();

        bench.end(opened, new Closed(1001, "bye", Initiator.LOCAL, null));
        assertEnded("target 1", "connected 1");
    }

    @Test
    void closedWhileItWaitsLeavesNoTimer() {
        bench.refuse(503);
        bench.socket.close();
        bench.loop.runPending();

        assertEnded("target 1", "lost");
    }

    @Test
    void closedDuringAnAttemptClosesWhatComesOfIt() {
        bench.socket.close();
        bench.loop.runPending();
        RecordingWebSocket late = bench.accept();
        assertThat(Bench.closes(late)).containsExactly(CloseReason.NORMAL);

        bench.end(late, new Closed(1000, "", Initiator.LOCAL, null));
        assertEnded("target 1");
    }

    @Test
    void closedDuringAnAttemptThatFailsEnds() {
        bench.socket.close();
        bench.refuse(503);

        assertEnded("target 1");
    }

    @Test
    void closedAlreadyIsNotConnected() {
        bench.end(bench.accept(), Bench.LOST);
        bench.socket.close();
        bench.socket.close(new CloseReason(1001, "later"));
        bench.loop.advance(Duration.ofHours(1));

        assertThat(bench.attempts()).isEqualTo(1);
        assertEnded("target 1", "connected 1", "lost");
    }

    @Test
    void theEndOfTheClientIsItsEnd() {
        var sent = bench.socket.sendText("never");
        bench.plugin.close();

        assertThat(Bench.failure(sent)).isInstanceOf(NotSent.class);
        assertThat(Bench.isDone(bench.socket.ended())).isTrue();
        bench.refuse(new IOException("the client is closed"));
        assertEnded("target 1");
    }

    private void assertGivenUp(String... told) {
        assertEnded(told);
        assertThat(Bench.failure(bench.socket.sendText("late"))).isInstanceOf(NotSent.class);
    }

    private void assertEnded(String... told) {
        assertThat(bench.told).containsExactly(told);
        assertThat(Bench.isDone(bench.socket.ended())).isTrue();
        assertThat(bench.socket.current()).isEmpty();
        assertThat(bench.loop.clock().timers()).isZero();
    }
}
