package io.longwire.ws.reconnect;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.Closed;
import io.longwire.ws.Initiator;
import io.longwire.ws.testkit.MapSettings;
import io.longwire.ws.testkit.RecordingWebSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of messages that are sent when there is no connection, or one that ends. */
class QueueTest {
    @Test
    void tenThousandSendsWhileOfflineAreAThousandInOrderAndTheRestFailAtOnce() {
        Bench bench = new Bench();
        List<CompletionStage<Void>> sent = send(bench, 10_000);

        assertThat(sent.subList(0, 1000)).noneMatch(Bench::isDone);
        assertThat(sent.subList(1000, 10_000))
                .allSatisfy(stage -> assertThat(Bench.failure(stage))
                        .isInstanceOf(NotSent.class)
                        .hasMessage("the queue is full"));
        RecordingWebSocket opened = bench.accept();
        assertThat(Bench.texts(opened)).isEqualTo(numbers(0, 1000));
        assertThat(sent.subList(0, 1000)).allMatch(stage -> Bench.isDone(stage) && Bench.failure(stage) == null);
        assertThat(bench.socket.waiting()).isZero();
    }

    @Test
    void bytesAreBoundedToo() {
        Bench bench = new Bench();
        var half = bench.socket.sendText("a".repeat(600_000));
        var more = bench.socket.sendText("b".repeat(600_000));
        var little = bench.socket.sendText("c");
        var huge = bench.socket.sendText("d".repeat(1_100_000));

        assertThat(Bench.failure(more)).isInstanceOf(NotSent.class);
        assertThat(Bench.failure(huge)).isInstanceOf(NotSent.class);
        assertThat(List.of(half, little)).noneMatch(Bench::isDone);
    }

    @Test
    void theOldestMakeRoomWhereThatIsThePolicy() {
        Bench bench = new Bench(settings(3, "drop-oldest"));
        List<CompletionStage<Void>> sent = send(bench, 5);

        assertThat(Bench.failure(sent.get(0))).isInstanceOf(NotSent.class);
        assertThat(Bench.failure(sent.get(1))).isInstanceOf(NotSent.class);
        assertThat(Bench.texts(bench.accept())).containsExactly("2", "3", "4");
    }

    @Test
    void withoutAQueueThereIsNothingToWaitIn() {
        Bench bench = new Bench(settings(0, "drop-oldest"));

        assertThat(Bench.failure(bench.socket.sendText("a"))).isInstanceOf(NotSent.class);
        RecordingWebSocket opened = bench.accept();
        assertThat(Bench.failure(bench.socket.sendText("b"))).isNull();
        assertThat(Bench.texts(opened)).containsExactly("b");
    }

    @Test
    void whatTheApplicationSaysAsItConnectsGoesFirst() {
        Bench bench = new Bench();
        bench.greeting = "subscribe from 17";
        bench.socket.sendText("waited");

        assertThat(Bench.texts(bench.accept())).containsExactly("subscribe from 17", "waited");
    }

    @Test
    void whatAConnectionWasGivenAndDidNotTakeIsUnconfirmedAndNotSentAgain() {
        Bench bench = new Bench();
        RecordingWebSocket first = bench.accept();
        var confirmed = bench.socket.sendText("confirmed");
        first.stall();
        var given = bench.socket.sendText("given");
        bench.end(first, Bench.LOST);
        var waits = bench.socket.sendText("waits");

        assertThat(Bench.failure(confirmed)).isNull();
        assertThat(Bench.failure(given)).isInstanceOf(Unconfirmed.class);
        assertThat(Bench.isDone(waits)).isFalse();
        bench.awaitAttempt();
        assertThat(Bench.texts(bench.accept())).containsExactly("waits");
    }

    @Test
    void aSlowConnectionIsGivenTheRestAsItTakesIt() {
        Bench bench = new Bench();
        RecordingWebSocket slow = bench.accept();
        slow.stall();
        String large = "x".repeat(40_000);
        List<CompletionStage<Void>> sent = IntStream.range(0, 5)
                .mapToObj(i -> bench.socket.sendText(large))
                .toList();
        bench.loop.runPending();
        assertThat(Bench.texts(slow)).hasSize(2);
        assertThat(bench.socket.waiting()).isEqualTo(3);

        slow.drain();
        bench.loop.runPending();
        assertThat(Bench.texts(slow)).hasSize(5);
        assertThat(sent).allMatch(stage -> Bench.isDone(stage) && Bench.failure(stage) == null);
    }

    @Test
    void whatASlowConnectionWasNotGivenGoesToTheNextOneInOrder() {
        Bench bench = new Bench();
        RecordingWebSocket slow = bench.accept();
        slow.stall();
        List<CompletionStage<Void>> sent = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            sent.add(bench.socket.sendText(i + "x".repeat(40_000)));
        }
        bench.end(slow, Bench.LOST);

        assertThat(sent.subList(0, 2)).allMatch(stage -> Bench.failure(stage) instanceof Unconfirmed);
        bench.awaitAttempt();
        assertThat(Bench.texts(bench.accept()))
                .hasSize(2)
                .satisfies(texts -> assertThat(texts.get(0)).startsWith("2x"));
    }

    @Test
    void whatWaitsAtTheEndFails() {
        Bench bench = new Bench();
        var sent = bench.socket.sendText("a");
        bench.refuse(403);

        assertThat(Bench.failure(sent)).isInstanceOf(NotSent.class).hasMessage("the connection is closed for good");
    }

    /** Twenty servers come and go; what each of them got is looked at together. */
    @Test
    void over20RestartsNothingIsSentTwiceAndNothingIsLostThatWasConfirmed() {
        Bench bench = new Bench();
        List<String> arrived = new ArrayList<>();
        List<CompletionStage<Void>> sent = new ArrayList<>();
        for (int restart = 0; restart < 20; restart++) {
            RecordingWebSocket opened = bench.accept();
            sent.addAll(send(bench, sent.size(), 30));
            opened.stall();
            sent.addAll(send(bench, sent.size(), 5)); // given, never taken
            arrived.addAll(Bench.texts(opened).subList(0, Bench.texts(opened).size() - 5));
            bench.end(opened, new Closed(1012, "", Initiator.PEER, null));
            sent.addAll(send(bench, sent.size(), 15)); // while there is none
            bench.awaitAttempt();
            for (int failure = 0; failure < restart % 4; failure++) {
                bench.refuse(503);
                bench.awaitAttempt();
            }
        }
        arrived.addAll(Bench.texts(bench.accept()));

        Set<String> confirmed = new HashSet<>();
        for (int i = 0; i < sent.size(); i++) {
            if (Bench.failure(sent.get(i)) == null) {
                confirmed.add(Integer.toString(i));
            }
        }
        System.out.println("delays over 20 restarts: "
                + bench.delays.stream().map(delay -> delay.toMillis() + " ms").toList());
        assertThat(arrived).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(confirmed);
        assertThat(arrived).hasSize(20 * 45).isSortedAccordingTo((a, b) -> Integer.parseInt(a) - Integer.parseInt(b));
        assertThat(bench.delays).hasSize(20 + 30).doesNotHaveDuplicates();
        assertThat(bench.socket.waiting()).isZero();
    }

    private static MapSettings settings(int messages, String overflow) {
        return Bench.settings()
                .with(
                        "queue",
                        new MapSettings()
                                .with("messages", messages)
                                .with("bytes", 1 << 20)
                                .with("overflow", overflow));
    }

    private static List<CompletionStage<Void>> send(Bench bench, int count) {
        return send(bench, 0, count);
    }

    private static List<CompletionStage<Void>> send(Bench bench, int from, int count) {
        return numbers(from, count).stream().map(bench.socket::sendText).toList();
    }

    private static List<String> numbers(int from, int count) {
        return IntStream.range(from, from + count).mapToObj(Integer::toString).toList();
    }
}
