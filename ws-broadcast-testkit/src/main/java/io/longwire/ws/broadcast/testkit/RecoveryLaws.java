package io.longwire.ws.broadcast.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.broadcast.Position;
import io.longwire.ws.broadcast.spi.Retention;
import io.longwire.ws.broadcast.spi.Stored;
import io.longwire.ws.broadcast.spi.Stretch;
import io.longwire.ws.broadcast.spi.Stretch.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The recovery matrix: all that was missed, or why not. */
public interface RecoveryLaws extends WorldOwner {
    /** Five that are kept of eight, and nine positions: before the first, and after each. */
    private static List<Position> eight(Asking node) {
        var five = new Retention(5, Duration.ofMinutes(10), Duration.ofMinutes(1));
        List<Position> positions = new ArrayList<>(List.of(node.position("t")));
        for (int i = 1; i <= 8; i++) {
            positions.add(node.publish("t", "x" + i, "", five).position());
        }
        return positions;
    }

    @Test
    default void whatWasMissedComesWholeAndInOrder() {
        try (var world = world()) {
            var node = new Asking(world, "a");
            List<Position> at = eight(node);
            Stretch five = node.recover("t", at.get(3), 5);
            assertThat(five.status()).isEqualTo(Status.OK);
            assertThat(Asking.texts(five)).containsExactly("x4", "x5", "x6", "x7", "x8");
            assertThat(five.publications()).extracting(Stored::position).isEqualTo(at.subList(4, 9));
            assertThat(five.top()).isEqualTo(at.get(8));
            Stretch none = node.recover("t", at.get(8), 5);
            assertThat(none.status()).isEqualTo(Status.OK);
            assertThat(none.publications()).isEmpty();
        }
    }

    @Test
    default void anEmptyTopicRecoversFromItsBeginning() {
        try (var world = world()) {
            var node = new Asking(world, "a");
            Position before = node.position("t");
            assertThat(node.recover("t", before, 5).status()).isEqualTo(Status.OK);
            node.publish("t", "x");
            assertThat(Asking.texts(node.recover("t", before, 5))).containsExactly("x");
        }
    }

    @Test
    default void whatCannotBeToldWholeIsNotToldAtAll() {
        try (var world = world()) {
            var node = new Asking(world, "a");
            List<Position> at = eight(node);
            Position top = at.get(8);
            fails(node, at.get(2), 100, Status.TRIMMED);
            fails(node, at.get(3), 4, Status.TOO_FAR);
            fails(node, new Position(top.epoch(), 9), 100, Status.AHEAD);
            fails(node, new Position(top.epoch(), Long.MAX_VALUE), 100, Status.AHEAD);
            fails(node, new Position("another", 8), 100, Status.EPOCH);
            fails(node, new Position("", 0), 100, Status.EPOCH);
            fails(node, new Position(top.epoch(), 8, "forged"), 100, Status.FORK);
            fails(node, new Position(top.epoch(), 5, at.get(6).tag()), 100, Status.FORK);
        }
    }

    private static void fails(Asking node, Position since, int limit, Status status) {
        Stretch stretch = node.recover("t", since, limit);
        assertThat(stretch.status()).as(since.toString()).isEqualTo(status);
        assertThat(stretch.publications()).isEmpty();
        assertThat(stretch.top().offset()).isEqualTo(8);
    }

    @Test
    default void aPositionWithoutATagIsBelieved() {
        try (var world = world()) {
            var node = new Asking(world, "a");
            List<Position> at = eight(node);
            assertThat(Asking.texts(node.recover("t", new Position(at.get(6).epoch(), 6), 100)))
                    .containsExactly("x7", "x8");
        }
    }

    @Test
    default void theNewestCome() {
        try (var world = world()) {
            var node = new Asking(world, "a");
            assertThat(node.answer(node.node.broker().newest("t", 3)).publications())
                    .isEmpty();
            eight(node);
            assertThat(Asking.texts(node.answer(node.node.broker().newest("t", 3))))
                    .containsExactly("x6", "x7", "x8");
            assertThat(Asking.texts(node.answer(node.node.broker().newest("t", 100))))
                    .containsExactly("x4", "x5", "x6", "x7", "x8");
        }
    }

    @Test
    default void whatHasHadItsTimeIsKeptNoMoreAndCountsOn() {
        try (var world = world()) {
            var node = new Asking(world, "a");
            var brief = new Retention(100, Duration.ofSeconds(1), Duration.ofSeconds(1));
            Position before = node.position("t");
            Position first = node.publish("t", "x", "", brief).position();
            world.pass(Duration.ofMillis(1500));
            assertThat(node.recover("t", before, 100).status()).isEqualTo(Status.TRIMMED);
            assertThat(node.recover("t", first, 100).status()).isEqualTo(Status.OK);
            assertThat(node.answer(node.node.broker().newest("t", 3)).publications())
                    .isEmpty();
            assertThat(node.publish("t", "y", "", brief).position().offset()).isEqualTo(2);
        }
    }
}
