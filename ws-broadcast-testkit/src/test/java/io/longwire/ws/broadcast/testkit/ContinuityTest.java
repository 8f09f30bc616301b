package io.longwire.ws.broadcast.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.Message;
import io.longwire.ws.broadcast.Position;
import io.longwire.ws.broadcast.PublishFailed;
import io.longwire.ws.broadcast.PublishOptions;
import io.longwire.ws.broadcast.Published;
import io.longwire.ws.broadcast.spi.Stored;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What subscribers are told when the way from the store to their node loses, doubles and swaps, or is not there for a while. */
class ContinuityTest {
    private static final String KEPT = "kept/a";

    private final Town town = new Town();
    private final Town.House here = town.house();
    private final Town.House there = town.house();
    private final Town.Guest ada = here.guest().joins(KEPT);

    @Test
    void whatIsLostOnTheWayIsReadBeforeAnythingLater() {
        here.backplane.lose(2);
        publish("a", "b", "c", "d");
        assertThat(ada.told()).containsExactly("at 0", "1:a", "2:b", "3:c", "4:d");
        assertThat(here.meter.count("ws.broadcast.filled")).isEqualTo(3);
    }

    @Test
    void whoRunsANodeIsToldThatTheStoreIsAwayAndWhy() {
        here.backplane.cut();
        here.backplane.heal();
        assertThat(here.context.warnings()).containsExactly("the backplane cannot be reached: cut");
        assertThat(there.context.warnings()).isEmpty();
    }

    @Test
    void whatIsDoubledIsToldOnce() {
        here.backplane.tellTwice(3);
        publish("a", "b", "c", "d");
        assertThat(ada.told()).containsExactly("at 0", "1:a", "2:b", "3:c", "4:d");
        assertThat(here.meter.count("ws.broadcast.doubled")).isEqualTo(3);
    }

    @Test
    void whatIsSwappedIsPutInOrder() {
        publish("a");
        here.backplane.swap();
        publish("b", "c", "d");
        assertThat(ada.told()).containsExactly("at 0", "1:a", "2:b", "3:c", "4:d");
    }

    @Test
    void whatIsOldOrOfAnotherEpochIsLookedUpOnceAndDropped() {
        publish("a", "b");
        String epoch = position().epoch();
        for (Position late : List.of(new Position(epoch, 1, "unknown"), new Position("another", 7, "unknown"))) {
            int before = here.backplane.reads();
            whisper(KEPT, late);
            assertThat(here.backplane.reads() - before).isEqualTo(1);
        }
        publish("c");
        assertThat(ada.told()).containsExactly("at 0", "1:a", "2:b", "3:c");
    }

    @Test
    void whatIsHeardBeforeItIsKnownWhereTheTopicStandsIsAPartOfThat() {
        there.topic("kept/b").publish(Message.text("a"));
        there.topic("kept/b").publish(Message.text("b"));
        here.backplane.refuse(true);
        Town.Guest bob = here.guest().joins("kept/b");
        whisper("kept/b", new Position("any", 1, "unknown"));
        whisper("kept/b", new Position("any", 2, "unknown"));
        here.backplane.refuse(false);
        town.clock.advance(Duration.ofMillis(100));
        there.topic("kept/b").publish(Message.text("c"));
        assertThat(bob.told()).containsExactly("at 2", "3:c");
        assertThat(here.backplane.reads()).isZero();
    }

    private void whisper(String topic, Position at) {
        here.backplane.told().onPublication(topic, new Stored(at, ByteBuffer.allocate(9)));
        town.clock.runPending();
    }

    private Position position() {
        return here.topic(KEPT)
                .history(1)
                .toCompletableFuture()
                .join()
                .verdict()
                .at();
    }

    @Test
    void theLastThatIsLostInAQuietTopicIsFound() {
        here.backplane.lose(1);
        publish("a");
        assertThat(ada.told()).containsExactly("at 0");
        town.clock.advance(Duration.ofSeconds(40));
        assertThat(ada.told()).containsExactly("1:a");
    }

    @Test
    void anAbsenceOfTheBackplaneIsMadeUpFor() {
        here.backplane.cut();
        publish("a", "b");
        assertThat(ada.told()).containsExactly("at 0");
        here.backplane.heal();
        publish("c");
        assertThat(ada.told()).containsExactly("1:a", "2:b", "3:c");
    }

    @Test
    void moreThanCanBeReadIsAGapThatIsTold() {
        here.backplane.cut();
        for (int i = 0; i < 11; i++) {
            publish("x");
        }
        here.backplane.heal();
        publish("last");
        assertThat(ada.told()).containsExactly("at 0", "TOO_FAR 0-11", "12:last");
    }

    @Test
    void aStoreThatComesBackEmptyIsAGapThatIsTold() {
        publish("a", "b");
        town.backplanes.stop();
        town.backplanes.restartEmpty();
        assertThat(ada.told()).containsExactly("at 0", "1:a", "2:b", "EPOCH 2-0");
        publish("c");
        assertThat(ada.told()).containsExactly("1:c");
    }

    @Test
    void whoJoinsWhileTheBackplaneIsAwayIsToldWhenItIsBack() {
        publish("a");
        town.backplanes.stop();
        Town.Guest bob = here.guest().joins(KEPT);
        Town.Guest eve = here.guest().joins("kept/new");
        town.clock.advance(Duration.ofSeconds(1));
        assertThat(bob.told()).isEmpty();
        town.backplanes.restart();
        assertThat(bob.told()).containsExactly("at 1");
        assertThat(eve.told()).containsExactly("at 0");
    }

    @Test
    void publicationsWaitForTheBackplaneInOrder() {
        town.backplanes.stop();
        List<CompletableFuture<Published>> waiting = List.of(send("a"), send("b"));
        town.clock.advance(Duration.ofMillis(4900));
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        town.backplanes.restart();
        waiting = List.of(waiting.get(0), waiting.get(1), send("c"));
        assertThat(waiting).extracting(one -> one.join().position().offset()).containsExactly(1L, 2L, 3L);
        assertThat(ada.told()).containsExactly("at 0", "1:a", "2:b", "3:c");
    }

    @Test
    void publicationsWaitForALimitedTime() {
        town.backplanes.stop();
        CompletableFuture<Published> first = send("a");
        town.clock.advance(Duration.ofSeconds(3));
        CompletableFuture<Published> second = send("b");
        town.clock.advance(Duration.ofSeconds(2));
        assertFailed(first, false);
        assertThat(second).isNotDone();
        town.backplanes.restart();
        assertThat(second.join().position().offset()).isEqualTo(1);
    }

    @Test
    void publicationsThatWaitAreLimitedInNumberAndBytes() {
        town.backplanes.stop();
        List<CompletableFuture<Published>> all = new ArrayList<>();
        for (int i = 0; i < 101; i++) {
            all.add(send("x"));
        }
        assertThat(all.subList(0, 100)).noneMatch(CompletableFuture::isDone);
        assertFailed(all.get(100), false);
        assertThat(here.topic(KEPT).publish(Message.text("x"))).isFalse();
        town.clock.advance(Duration.ofSeconds(5));
        send("y".repeat(9000));
        assertFailed(send("z"), false);
    }

    @Test
    void aBackplaneIsAskedForALimitedNumberAtOnceAndTheRestWaitsInOrder() {
        here.backplane.holdAnswers();
        List<CompletableFuture<Published>> all = new ArrayList<>();
        for (int i = 0; i < 613; i++) {
            all.add(send("x"));
        }
        assertThat(position().offset()).isEqualTo(512);
        assertThat(all.subList(0, 612)).noneMatch(CompletableFuture::isDone);
        assertFailed(all.remove(612), false);
        here.backplane.answer();
        town.clock.runPending();
        assertThat(all)
                .extracting(one -> one.join().position().offset())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 612).boxed().toList());
    }

    @Test
    void whatWaitsBehindOthersThatAreNotAnsweredIsKnownNotToBePublished() {
        here.backplane.holdAnswers();
        List<CompletableFuture<Published>> all = new ArrayList<>();
        for (int i = 0; i < 513; i++) {
            all.add(send("x"));
        }
        town.clock.advance(Duration.ofSeconds(5));
        assertThat(all.subList(0, 512)).noneMatch(CompletableFuture::isDone);
        assertFailed(all.get(512), false);
        here.backplane.answer();
        town.clock.runPending();
        assertThat(position().offset()).isEqualTo(512);
    }

    @Test
    void whatMayHaveBeenPublishedStaysSoWhileItWaitsToBeAskedForAgain() {
        here.backplane.loseAnswers(1);
        CompletableFuture<Published> sent = here.topic(KEPT)
                .publish(Message.text("a"), PublishOptions.USUAL.key("k"))
                .toCompletableFuture();
        here.backplane.refuse(true);
        town.clock.advance(Duration.ofMillis(200));
        here.backplane.cut();
        town.clock.advance(Duration.ofSeconds(5));
        assertFailed(sent, true);
    }

    @Test
    void anAnswerThatIsLostFailsUnlessItMayBeAskedAgain() {
        here.backplane.loseAnswers(1);
        assertFailed(send("a"), true);
        here.backplane.loseAnswers(1);
        CompletableFuture<Published> again = here.topic(KEPT)
                .publish(Message.text("b"), PublishOptions.USUAL.key("k"))
                .toCompletableFuture();
        town.clock.advance(Duration.ofMillis(100));
        assertThat(again.join().duplicate()).isTrue();
        assertThat(again.join().position().offset()).isEqualTo(2);
        assertThat(ada.told()).containsExactly("at 0", "1:a", "2:b");
    }

    @Test
    void whatFailsAtOnceThoughNobodySaidThatTheBackplaneIsAwayIsTriedAgainInOrder() {
        here.backplane.refuse(true);
        List<CompletableFuture<Published>> all = List.of(send("a"), send("b"));
        town.clock.advance(Duration.ofMillis(300));
        assertThat(all).noneMatch(CompletableFuture::isDone);
        here.backplane.refuse(false);
        town.clock.advance(Duration.ofMillis(100));
        assertThat(all).extracting(one -> one.join().position().offset()).containsExactly(1L, 2L);
        assertThat(ada.told()).containsExactly("at 0", "1:a", "2:b");
    }

    @Test
    void withoutAHistoryWhatIsPublishedHereGoesOnHere() {
        Town.Guest bob = here.guest().joins("plain");
        Town.Guest eve = there.guest().joins("plain");
        here.topic("plain").publish(Message.text("a"));
        here.backplane.cut();
        here.topic("plain").publish(Message.text("b"));
        assertThat(bob.told()).containsExactly("at 0", "0:a", "0:b");
        assertThat(eve.told()).containsExactly("at 0", "0:a");
        here.backplane.heal();
        there.topic("plain").publish(Message.text("c"));
        assertThat(bob.told()).containsExactly("UNKEPT 0-0", "0:c");
    }

    @Test
    void everyPublicationIsSentOnceWhateverIsPlayed() {
        for (int round = 0; round < 200; round++) {
            switch (round % 7) {
                case 0 -> here.backplane.lose(1);
                case 1 -> here.backplane.tellTwice(2);
                case 2 -> here.backplane.swap();
                case 3 -> here.backplane.cut();
                case 4 -> here.backplane.heal();
                default -> {}
            }
            publish("x" + round);
        }
        here.backplane.heal();
        town.clock.advance(Duration.ofSeconds(40));
        List<String> told = ada.told();
        assertThat(told).hasSize(201);
        for (int i = 0; i < 200; i++) {
            assertThat(told.get(i + 1)).isEqualTo((i + 1) + ":x" + i);
        }
    }

    private void publish(String... texts) {
        for (String text : texts) {
            there.topic(KEPT).publish(Message.text(text));
        }
        town.clock.runPending();
    }

    private CompletableFuture<Published> send(String text) {
        return here.topic(KEPT)
                .publish(Message.text(text), PublishOptions.USUAL)
                .toCompletableFuture();
    }

    private static void assertFailed(CompletableFuture<Published> stage, boolean unknown) {
        assertThat(stage).isCompletedExceptionally();
        Throwable failure = stage.handle((published, thrown) -> thrown).join();
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        assertThat(cause)
                .isInstanceOfSatisfying(
                        PublishFailed.class,
                        failed -> assertThat(failed.isUnknown()).isEqualTo(unknown));
    }
}
