package io.longwire.ws.broadcast.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.longwire.ws.broadcast.BackplaneAway;
import io.longwire.ws.broadcast.Position;
import io.longwire.ws.broadcast.Present;
import io.longwire.ws.broadcast.spi.Stretch.Status;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The store dies and comes back; a node dies. */
public interface StoreFailureLaws extends WorldOwner {
    @Test
    default void aStoreThatDiesIsToldAndSoIsItsReturn() {
        try (var world = world()) {
            assumeTrue(world.canFail(), "this store does not die");
            var node = new Asking(world, "a").subscribe("t");
            Position before = node.publish("t", "x");
            world.stop();
            world.await("the death is told", () -> node.heard.downs() == 1);
            assertThat(node.failure(node.node.broker().publish(Asking.outgoing("t", "lost", "", Asking.KEPT))))
                    .isInstanceOf(BackplaneAway.class);
            world.restart();
            world.await("the return is told", () -> node.heard.ups() == 2);
            node.subscribe("t");
            Position after = node.publish("t", "y");
            assertThat(after.epoch()).isEqualTo(before.epoch());
            assertThat(Asking.texts(node.recover("t", before, 100))).containsExactly("y");
            world.await("is subscribed", () -> node.heard.texts().contains("y"));
        }
    }

    @Test
    default void aStoreThatComesBackEmptyHasAnotherEpoch() {
        try (var world = world()) {
            assumeTrue(world.canFail(), "this store does not die");
            var node = new Asking(world, "a");
            Position before = node.publish("t", "x");
            world.stop();
            world.await("the death is told", () -> node.heard.downs() == 1);
            world.restartEmpty();
            world.await("the return is told", () -> node.heard.ups() == 2);
            assertThat(node.recover("t", before, 100).status()).isEqualTo(Status.EPOCH);
            assertThat(node.position("t").epoch()).isNotEqualTo(before.epoch());
        }
    }

    @Test
    default void thoseOfADeadNodeAreGoneWithinAMinuteAndOneNodeIsToldOfEach() {
        try (var world = world()) {
            assumeTrue(world.canFail(), "nodes of this store do not die");
            var dead = new Asking(world, "a");
            List<Asking> alive = List.of(new Asking(world, "b"), new Asking(world, "c"));
            for (int i = 0; i < 20; i++) {
                dead.enter("t", new Present("a-" + i, "", ""));
            }
            alive.get(0).enter("t", new Present("b-1", "", ""));
            world.kill(dead.node);
            world.pass(Duration.ofSeconds(60));
            world.await("all are gone", () -> alive.get(0).present("t").size() == 1);
            world.await("each is told", () -> told(alive) >= 20);
            assertThat(told(alive)).isEqualTo(20);
        }
    }

    private static int told(List<Asking> alive) {
        return alive.stream().mapToInt(node -> node.heard.gone().size()).sum();
    }
}
