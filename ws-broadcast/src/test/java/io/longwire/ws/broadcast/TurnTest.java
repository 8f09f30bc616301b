package io.longwire.ws.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.Message;
import io.longwire.ws.WebSocket;
import io.longwire.ws.testkit.ManualLoop;
import io.longwire.ws.testkit.RecordingWebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a publication asks of a loop. */
class TurnTest {
    private final CountingLoop loop = new CountingLoop();
    private final Bench bench = new Bench();
    private final Topic news = bench.topics.topic("news");
    private final RecordingWebSocket first = bench.connect(loop.loop, loop);
    private final RecordingWebSocket second = bench.connect(loop.loop, loop);

    @Test
    void aBurstFromOutsideIsOneTaskAndOneTurnEnd() {
        subscribeBoth();
        ManualLoop.outside(() -> publish(100));
        loop.loop.runPending();
        assertThat(loop.tasks).isEqualTo(1);
        assertThat(loop.turnEnds).isEqualTo(1);
        assertThat(Bench.received(second)).hasSize(100);
    }

    @Test
    void aBurstOnTheLoopIsOneTurnEndOfThatTurn() {
        subscribeBoth();
        loop.loop.execute(() -> publish(100));
        loop.loop.turn();
        assertThat(loop.tasks).isZero();
        assertThat(loop.turnEnds).isEqualTo(1);
        assertThat(Bench.received(first)).hasSize(100);
    }

    @Test
    void aPublicationAtTheEndOfATurnStillLeavesInThatTurn() {
        subscribeBoth();
        loop.loop.execute(() -> loop.loop.atTurnEnd(() -> loop.loop.atTurnEnd(() -> publish(1))));
        publish(1);
        loop.loop.turn();
        assertThat(Bench.received(first)).hasSize(2);
    }

    @Test
    void noTaskForALoopWithoutSubscribers() {
        publish(100);
        assertThat(loop.tasks + loop.turnEnds).isZero();
    }

    @Test
    void whatOneSubscriberGetsInATurnIsTogether() {
        List<String> sends = new ArrayList<>();
        news.subscribe(bench.connect(loop, message -> sends.add("x" + Bench.text(message))));
        news.subscribe(bench.connect(loop, message -> sends.add("y" + Bench.text(message))));
        publish(3);
        loop.loop.runPending();
        assertThat(sends).containsExactly("x0", "x1", "x2", "y0", "y1", "y2");
    }

    @Test
    void theLoopGetsToItsSocketsBeforeAFloodIsOver() {
        List<String> received = new ArrayList<>();
        news.subscribe(bench.connect(loop, message -> received.add(Bench.text(message))));
        publish(30_000);
        loop.loop.turn();
        assertThat(received).hasSizeBetween(1, 29_999);
        publish(1);
        loop.loop.runPending();
        List<String> all = new ArrayList<>(texts(30_000));
        all.addAll(texts(1));
        assertThat(received).isEqualTo(all);
    }

    @Test
    void publicationsBeyondMaxPendingAreRefusedAsAWhole() {
        Bench small = new Bench(Bench.settings().with("max-pending", 64L << 10));
        var other = new ManualLoop();
        RecordingWebSocket here = small.connect(loop.loop);
        RecordingWebSocket there = small.connect(other);
        Topic topic = small.topics.topic("a");
        topic.subscribe(here);
        topic.subscribe(there);
        Message big = Message.text("x".repeat(40 << 10));
        assertThat(topic.publish(big)).isTrue();
        assertThat(topic.publish(big)).isTrue();
        assertThat(topic.publish(big)).isFalse();
        other.runPending();
        assertThat(topic.publish(big)).isFalse();
        loop.loop.runPending();
        assertThat(topic.publish(big)).isTrue();
        loop.loop.runPending();
        other.runPending();
        assertThat(here.actions()).hasSize(3).isEqualTo(there.actions());
        assertThat(small.meter.count("ws.broadcast.overflowed")).isEqualTo(2);
        assertThat(small.meter.count("ws.broadcast.published")).isEqualTo(3);
    }

    @Test
    void noLockIsHeldWhileSending() {
        List<String> sent = new ArrayList<>();
        WebSocket slow = bench.connect(
                loop,
                message -> sent.add(Bench.text(message))
                        && elsewhere(() -> {
                            news.unsubscribe(first);
                            news.subscribe(first);
                            bench.topics.topic("other").publish(message);
                        }));
        news.subscribe(slow);
        bench.topics.topic("other").subscribe(second);
        news.publish(Message.text("a"));
        loop.loop.runPending();
        assertThat(sent).containsExactly("a");
        assertThat(Bench.received(second)).containsExactly("a");
    }

    /** True when it came to its end on another thread. */
    private static boolean elsewhere(Runnable task) {
        CompletableFuture.runAsync(task).orTimeout(30, TimeUnit.SECONDS).join();
        return true;
    }

    private void subscribeBoth() {
        news.subscribe(first);
        news.subscribe(second);
        loop.loop.runPending();
        loop.tasks = 0;
        loop.turnEnds = 0;
    }

    private void publish(int count) {
        texts(count).forEach(text -> news.publish(Message.text(text)));
    }

    private static List<String> texts(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }
}
