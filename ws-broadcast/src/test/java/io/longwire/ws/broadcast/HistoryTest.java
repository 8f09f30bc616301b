package io.longwire.ws.broadcast;

import static io.longwire.ws.broadcast.Bench.received;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.Message;
import io.longwire.ws.Overflow;
import io.longwire.ws.testkit.Action;
import io.longwire.ws.testkit.ManualClock;
import io.longwire.ws.testkit.ManualLoop;
import io.longwire.ws.testkit.RecordingWebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Topics with a history, on the backplane that is always there. */
class HistoryTest {
    private final ManualClock clock = new ManualClock();
    private final ManualLoop loop = new ManualLoop(clock);
    private final ManualLoop otherLoop = new ManualLoop(clock);
    private final Bench bench = new Bench(Bench.settings()
            .with("topics", Bench.topics("kept*", Bench.rule().with("history-size", 5))));
    private final Topic topic = bench.topics.topic("kept");
    private final List<TopicEvent> rendered = new ArrayList<>();
    private final SubscribeOptions how = SubscribeOptions.USUAL.as(this::look);

    private Message look(TopicEvent event) {
        rendered.add(event);
        return Message.text(
                event instanceof Publication one
                        ? one.position().offset() + ""
                        : event.getClass().getSimpleName());
    }

    @Test
    void theVerdictComesFirstAndItsStageCompletesWhenItWasSent() {
        publish(2);
        RecordingWebSocket socket = bench.connect(loop);
        Subscription subscription = topic.subscribe(socket, how);
        CompletableFuture<Verdict> verdict = subscription.verdict().toCompletableFuture();
        topic.publish(Message.text("x"));
        assertThat(verdict).isNotDone();
        clock.runPending();
        assertThat(verdict.join()).isInstanceOf(Verdict.Subscribed.class);
        assertThat(verdict.join().at().offset()).isEqualTo(2);
        assertThat(received(socket)).containsExactly("Subscribed", "3");
    }

    @Test
    void anEventIsRenderedOnceForAllOfAKindOnALoop() {
        for (int i = 0; i < 100; i++) {
            topic.subscribe(bench.connect(loop), how);
            topic.subscribe(bench.connect(loop));
        }
        RecordingWebSocket plain = bench.connect(loop);
        topic.subscribe(plain);
        clock.runPending();
        rendered.clear();
        Message message = Message.text("x");
        topic.publish(message);
        clock.runPending();
        assertThat(rendered).hasSize(1);
        assertThat(received(plain)).containsExactly("x");
    }

    @Test
    void theRenderedMessageIsOneObjectForAllLoops() {
        RecordingWebSocket here = bench.connect(loop);
        RecordingWebSocket there = bench.connect(otherLoop);
        topic.subscribe(here, how);
        topic.subscribe(there, how);
        topic.publish(Message.text("x"));
        clock.runPending();
        assertThat(((Action.Prepared) here.actions().get(1)).message())
                .isSameAs(((Action.Prepared) there.actions().get(1)).message());
    }

    @Test
    void whatAPolicyDroppedIsTold() {
        RecordingWebSocket socket = bench.connect(loop);
        topic.subscribe(socket, how.overflow(Overflow.DROP_NEWEST));
        publish(1);
        socket.refuse(true);
        publish(3);
        socket.refuse(false);
        publish(2);
        assertThat(received(socket)).containsExactly("Subscribed", "1", "Gap", "5", "6");
        assertThat(rendered.stream()
                        .filter(Verdict.Gap.class::isInstance)
                        .map(Verdict.Gap.class::cast)
                        .reduce((before, last) -> last))
                .hasValueSatisfying(gap -> {
                    assertThat(gap.reason()).isEqualTo(Verdict.Reason.OVERFLOW);
                    assertThat(gap.from().offset()).isEqualTo(1);
                    assertThat(gap.at().offset()).isEqualTo(4);
                });
    }

    @Test
    void whoLeavesBeforeTheVerdictIsToldNoPublication() {
        RecordingWebSocket socket = bench.connect(loop);
        Subscription subscription = topic.subscribe(socket, how);
        subscription.unsubscribe();
        clock.runPending();
        publish(1);
        assertThat(received(socket)).doesNotContain("1");
        assertThat(topic.size()).isZero();
        assertThat(bench.topics.size()).isZero();
    }

    @Test
    void aConnectionThatHasEndedGetsNoVerdict() {
        RecordingWebSocket socket = bench.connect(loop);
        bench.end(socket);
        assertThat(topic.subscribe(socket, how).verdict().toCompletableFuture()).isCompletedExceptionally();
        assertThat(bench.topics.size()).isZero();
    }

    @Test
    void theHistoryOutlivesItsSubscribers() {
        RecordingWebSocket first = bench.connect(loop);
        Position at = topic.subscribe(first, how)
                .verdict()
                .thenApply(Verdict::at)
                .toCompletableFuture()
                .getNow(Position.NONE);
        clock.runPending();
        bench.end(first);
        publish(3);
        assertThat(at).isEqualTo(Position.NONE);
        assertThat(topic.history(2).toCompletableFuture().join().publications())
                .extracting(one -> one.position().offset())
                .containsExactly(2L, 3L);
    }

    @Test
    void aTopicWithoutAHistoryHasNone() {
        Topic plain = bench.topics.topic("plain");
        assertThatThrownBy(() -> plain.history(1)).isInstanceOf(IllegalStateException.class);
        RecordingWebSocket socket = bench.connect(loop);
        assertThat(plain.subscribe(socket, how.since(new Position("e", 5)))
                        .verdict()
                        .toCompletableFuture()
                        .join())
                .isEqualTo(new Verdict.Subscribed(Position.NONE));
        plain.publish(Message.text("x"));
        clock.runPending();
        assertThat(received(socket)).containsExactly("Subscribed", "0");
    }

    @Test
    void aPositionIsReadBackFromItsTextAndNothingElseIs() {
        var position = new Position("ab-_9", 42, "t1");
        assertThat(Position.of(position.text())).contains(position);
        assertThat(Position.of(new Position("e", 7).text())).contains(new Position("e", 7));
        for (String forged : List.of(
                "", ".", "..", "1", "1.e", "-1.e.t", "1.e.t.x", "x.e.t", "9223372036854775808.e.t", "1.\n.t", "1.é.")) {
            assertThat(Position.of(forged)).as(forged).isEqualTo(Optional.empty());
        }
        assertThat(Position.of("1." + "e".repeat(65_536) + ".t")).isEmpty();
    }

    private void publish(int count) {
        for (int i = 0; i < count; i++) {
            assertThat(topic.publish(Message.text("x"))).isTrue();
        }
        clock.runPending();
    }
}
