package io.longwire.ws.broadcast.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.Message;
import io.longwire.ws.broadcast.Position;
import io.longwire.ws.broadcast.Publication;
import io.longwire.ws.broadcast.PublishOptions;
import io.longwire.ws.broadcast.Published;
import io.longwire.ws.broadcast.Rendering;
import io.longwire.ws.broadcast.SubscribeOptions;
import io.longwire.ws.broadcast.Subscription;
import io.longwire.ws.broadcast.Topic;
import io.longwire.ws.broadcast.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Going on from a position: on one node, and on another than before. */
class RecoveryTest {
    private static final String KEPT = "kept/a";

    private final Town town = new Town();
    private final Town.House first = town.house();
    private final Town.House second = town.house();
    private final Topic topic = first.topic(KEPT);

    @Test
    void anEmptyTopicHasAPosition() {
        Subscription subscription = first.guest().subscribe(KEPT, SubscribeOptions.USUAL);
        Verdict verdict = subscription.verdict().toCompletableFuture().join();
        assertThat(verdict).isInstanceOf(Verdict.Subscribed.class);
        assertThat(verdict.at().isKept()).isTrue();
        assertThat(verdict.at().offset()).isZero();
    }

    @Test
    void subscribersOnAllNodesSeeOneOrderWithOffsets() {
        Town.Guest ada = first.guest().joins(KEPT);
        Town.Guest bob = second.guest().joins(KEPT);
        publish("x");
        second.topic(KEPT).publish(Message.text("y"));
        publish("z");
        assertThat(ada.told()).containsExactly("at 0", "1:x", "2:y", "3:z");
        assertThat(bob.told()).containsExactly("at 0", "1:x", "2:y", "3:z");
    }

    @Test
    void whatWasMissedFollowsTheVerdictAndThenWhatComes() {
        List<Position> at = publish("a", "b", "c", "d");
        Town.Guest ada = second.guest().joins(KEPT, at.get(1));
        publish("e");
        assertThat(ada.told()).containsExactly("recovered 2", "3:c", "4:d", "5:e");
        town.clock.advance(Duration.ofMillis(100));
        assertThat(second.guest().joins(KEPT, at.get(3)).told()).containsExactly("recovered 1", "5:e");
    }

    @Test
    void fromTheTopNothingIsMissedAndNothingIsRead() {
        Position top = publish("a", "b").get(1);
        Town.Guest ada = first.guest().joins(KEPT, top);
        assertThat(ada.told()).containsExactly("recovered 0");
        assertThat(first.backplane.reads()).isZero();
    }

    @Test
    void positionsThatCannotBeGoneOnFromGetAGapAndGoOnFromNow() {
        List<Position> at =
                publish(IntStream.rangeClosed(1, 25).mapToObj(i -> "x" + i).toArray(String[]::new));
        Position top = at.get(24);
        assertGap(new Position("other", 20), "EPOCH 20-25");
        assertGap(new Position("e".repeat(65_536), 20), "EPOCH 20-25");
        assertGap(new Position("", 0), "EPOCH 0-25");
        assertGap(new Position(top.epoch(), -1), "EPOCH -1-25");
        assertGap(new Position(top.epoch(), 26), "AHEAD 26-25");
        assertGap(new Position(top.epoch(), Long.MAX_VALUE), "AHEAD " + Long.MAX_VALUE + "-25");
        assertGap(new Position(top.epoch(), 25, "forged"), "FORK 25-25");
        assertGap(new Position(top.epoch(), 20, "forged"), "FORK 20-25");
        assertGap(at.get(13), "TOO_FAR 14-25");
        assertThat(first.backplane.reads()).as("only the fork needs a look").isEqualTo(1);
        assertThat(first.guest().joins(KEPT, at.get(14)).told()).hasSize(11).startsWith("recovered 10", "16:x16");
    }

    private void assertGap(Position since, String verdict) {
        Town.Guest ada = first.guest().joins(KEPT, since);
        town.clock.advance(Duration.ofMillis(100));
        assertThat(ada.told()).containsExactly(verdict);
        ada.goes();
    }

    @Test
    void whatIsKeptNoMoreIsAGap() {
        Topic brief = first.topic("brief");
        first.topics.configure("brief", first.topics.options("brief").history(3, Duration.ofMinutes(1)));
        second.topics.configure("brief", first.topics.options("brief"));
        Topic kept = first.topic("brief");
        assertThat(brief.options().recoverable()).isFalse();
        Position early = position(kept, "a");
        for (String text : List.of("b", "c", "d", "e")) {
            kept.publish(Message.text(text));
        }
        assertThat(first.guest().joins("brief", early).told()).containsExactly("TRIMMED 1-5");
        town.clock.advance(Duration.ofMillis(100));
        assertThat(first.guest().joins("brief", new Position(early.epoch(), 2)).told())
                .containsExactly("recovered 3", "3:c", "4:d", "5:e");
        assertThat(kept.history(10).toCompletableFuture().join().publications()).hasSize(3);
        assertThat(kept.history(10, early).toCompletableFuture().join().verdict())
                .isInstanceOf(Verdict.Gap.class);
    }

    @Test
    void manyWhoComeBackAtOnceAreServedByOneRead() {
        Position early = publish("a", "b", "c").get(0);
        first.guest().joins(KEPT);
        town.clock.advance(Duration.ofSeconds(1));
        int before = first.backplane.reads();
        List<Town.Guest> crowd = IntStream.range(0, 500)
                .mapToObj(i -> first.guest().joins(KEPT, early))
                .toList();
        town.clock.advance(Duration.ofSeconds(1));
        assertThat(crowd).allSatisfy(guest -> assertThat(guest.told()).containsExactly("recovered 2", "2:b", "3:c"));
        assertThat(first.backplane.reads() - before).isLessThanOrEqualTo(10);
    }

    @Test
    void whatManyMissedIsRenderedOnceForAll() {
        Position early = publish("a", "b", "c").get(0);
        List<String> rendered = new ArrayList<>();
        Rendering rendering = event -> {
            Message look = Town.look(event);
            if (event instanceof Publication) {
                rendered.add(Town.text(look));
            }
            return look;
        };
        town.backplanes.stop();
        List<Town.Guest> crowd =
                IntStream.range(0, 5).mapToObj(i -> first.guest()).toList();
        crowd.forEach(guest -> topic.subscribe(
                guest.socket, SubscribeOptions.USUAL.since(early).as(rendering)));
        town.backplanes.restart();
        assertThat(crowd).allSatisfy(guest -> assertThat(guest.told()).containsExactly("recovered 2", "2:b", "3:c"));
        assertThat(rendered).containsExactly("2:b", "3:c");
    }

    @Test
    void nothingIsReadForWhoLeftWhileTheBackplaneWasAway() {
        Position early = publish("a", "b").get(0);
        first.guest().joins(KEPT);
        town.backplanes.stop();
        first.guest().joins(KEPT, early).goes();
        town.backplanes.restart();
        town.clock.advance(Duration.ofSeconds(1));
        assertThat(first.backplane.reads()).isZero();
    }

    @Test
    void anIdempotencyKeyCountsOnceOnAllNodes() {
        Town.Guest ada = second.guest().joins(KEPT);
        Published once = published(first, "x", "key");
        Published again = published(second, "x", "key");
        assertThat(once.duplicate()).isFalse();
        assertThat(again.duplicate()).isTrue();
        assertThat(again.position()).isEqualTo(once.position());
        assertThat(ada.told()).containsExactly("at 0", "1:x");
    }

    @Test
    void everyoneButOneIsTold() {
        Town.Guest ada = first.guest().joins(KEPT);
        Town.Guest bob = second.guest().joins(KEPT);
        topic.publish(Message.text("x"), ada.socket);
        assertThat(ada.told()).containsExactly("at 0");
        assertThat(bob.told()).containsExactly("at 0", "1:x");
    }

    private Published published(Town.House house, String text, String key) {
        return house.topic(KEPT)
                .publish(Message.text(text), PublishOptions.USUAL.key(key))
                .toCompletableFuture()
                .join();
    }

    private List<Position> publish(String... texts) {
        return List.of(texts).stream().map(text -> position(topic, text)).toList();
    }

    private static Position position(Topic topic, String text) {
        return topic.publish(Message.text(text), PublishOptions.USUAL)
                .toCompletableFuture()
                .join()
                .position();
    }
}
