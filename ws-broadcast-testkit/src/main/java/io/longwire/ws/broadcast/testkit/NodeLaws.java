package io.longwire.ws.broadcast.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.broadcast.BackplaneAway;
import io.longwire.ws.broadcast.Present;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Presence, and the other nodes. */
public interface NodeLaws extends WorldOwner {
    @Test
    default void whoEntersIsPresentForAllNodesUntilTheyLeave() {
        try (var world = world()) {
            var first = new Asking(world, "a");
            var second = new Asking(world, "b");
            var ada = new Present("a-1", "ada", "{\"x\":1}");
            var bob = new Present("b-1", "", "");
            assertThat(first.enter("t", ada)).isTrue();
            assertThat(second.enter("t", bob)).isTrue();
            assertThat(second.enter("u", bob)).isTrue();
            assertThat(first.present("t")).containsExactlyInAnyOrder(ada, bob);
            assertThat(second.present("t")).containsExactlyInAnyOrder(ada, bob);
            assertThat(first.answer(first.node.registry().leave("t", "a-1"))).isTrue();
            assertThat(first.answer(first.node.registry().leave("t", "a-1"))).isFalse();
            assertThat(second.present("t")).containsExactly(bob);
            assertThat(second.present("u")).containsExactly(bob);
        }
    }

    @Test
    default void enteringTwiceReplacesWhatWasSaid() {
        try (var world = world()) {
            var node = new Asking(world, "a");
            node.enter("t", new Present("a-1", "ada", "old"));
            assertThat(node.enter("t", new Present("a-1", "ada", "new"))).isFalse();
            assertThat(node.present("t")).containsExactly(new Present("a-1", "ada", "new"));
        }
    }

    @Test
    default void nodesKnowAndReachOneAnother() {
        try (var world = world()) {
            var first = new Asking(world, "a");
            var second = new Asking(world, "b");
            assertThat(first.answer(first.node.cluster().nodes())).containsExactlyInAnyOrder("a", "b");
            first.answer(first.node
                    .cluster()
                    .send(ByteBuffer.wrap("hello".getBytes(StandardCharsets.UTF_8))
                            .asReadOnlyBuffer()));
            world.await("the other is told", () -> !second.heard.controls().isEmpty());
            assertThat(second.heard.controls()).isEqualTo(List.of("hello"));
            assertThat(first.heard.controls()).isEmpty();
        }
    }

    @Test
    default void aNodeThatHasLeftIsForgottenAndAnswersSo() {
        try (var world = world()) {
            var first = new Asking(world, "a").subscribe("t");
            var second = new Asking(world, "b");
            first.enter("t", new Present("a-1", "ada", ""));
            first.node.close();
            second.publish("t", "x");
            world.await("presence is taken back", () -> second.present("t").isEmpty());
            assertThat(second.answer(second.node.cluster().nodes())).containsExactly("b");
            assertThat(first.heard.publications()).isEmpty();
            assertThat(first.failure(first.node.broker().publish(Asking.outgoing("t", "x", "", Asking.KEPT))))
                    .isInstanceOf(BackplaneAway.class);
        }
    }
}
