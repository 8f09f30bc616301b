package io.longwire.ws.broadcast.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.broadcast.Position;
import io.longwire.ws.broadcast.Published;
import io.longwire.ws.broadcast.spi.Retention;
import io.longwire.ws.broadcast.spi.Stored;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Publishing and hearing. */
public interface BrokerLaws extends WorldOwner {
    @Test
    default void offsetsCountFromOneInOneEpoch() {
        try (var world = world()) {
            var node = new Asking(world, "a");
            Position before = node.position("t");
            assertThat(before.isKept()).isTrue();
            assertThat(before.offset()).isZero();
            assertThat(List.of(node.publish("t", "x"), node.publish("t", "y")))
                    .allMatch(position -> position.epoch().equals(before.epoch()))
                    .extracting(Position::offset)
                    .containsExactly(1L, 2L);
            assertThat(node.position("t").offset()).isEqualTo(2);
            assertThat(node.publish("u", "z").offset()).isEqualTo(1);
        }
    }

    @Test
    default void everyNodeThatIsSubscribedHearsAndNoOther() {
        try (var world = world()) {
            var first = new Asking(world, "a").subscribe("t");
            var second = new Asking(world, "b").subscribe("t", "u");
            var third = new Asking(world, "c").subscribe("v");
            Position position = first.publish("t", "x");
            second.publish("u", "y");
            second.publish("t", "z");
            first.publish("v", "last");
            first.hears("x", "z");
            second.hears("x", "y", "z");
            third.hears("last");
            assertThat(first.heard.texts()).containsExactly("x", "z");
            assertThat(second.heard.texts()).containsExactly("x", "y", "z");
            assertThat(third.heard.texts()).containsExactly("last");
            assertThat(first.heard.publications().get(0).position()).isEqualTo(position);
        }
    }

    @Test
    default void whatIsUnsubscribedIsHeardNoMore() {
        try (var world = world()) {
            var node = new Asking(world, "a").subscribe("t", "u");
            node.answer(node.node.broker().unsubscribe(List.of("t")));
            node.subscribe("t");
            node.publish("t", "again");
            node.hears("again");
            assertThat(node.heard.texts()).containsExactly("again");
        }
    }

    @Test
    default void allNodesHearOneOrderAndOffsetsAreUsedOnce() {
        try (var world = world()) {
            List<Asking> nodes = IntStream.range(0, 3)
                    .mapToObj(i -> new Asking(world, "n" + i).subscribe("t"))
                    .toList();
            var retention = new Retention(1000, Asking.KEPT.time(), Asking.KEPT.keys());
            List<CompletionStage<Published>> sent = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                for (Asking node : nodes) {
                    sent.add(node.node.broker().publish(Asking.outgoing("t", "x" + i, "", retention)));
                }
            }
            assertThat(sent.stream()
                            .map(stage -> nodes.get(0).answer(stage).position().offset()))
                    .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 300)
                            .mapToObj(Long::valueOf)
                            .toList());
            for (Asking node : nodes) {
                world.await("hears all", () -> node.heard.publications().size() == 300);
                assertThat(node.heard.publications())
                        .isEqualTo(nodes.get(0).heard.publications())
                        .extracting(one -> one.position().offset())
                        .isSorted();
            }
        }
    }

    @Test
    default void anIdempotencyKeyCountsOnce() {
        try (var world = world()) {
            var first = new Asking(world, "a").subscribe("t");
            var second = new Asking(world, "b");
            Published once = first.publish("t", "x", "key", Asking.KEPT);
            Published again = second.publish("t", "x", "key", Asking.KEPT);
            Published elsewhere = second.publish("u", "x", "key", Asking.KEPT);
            second.publish("t", "last");
            first.hears("x", "last");
            assertThat(once.duplicate()).isFalse();
            assertThat(again.duplicate()).isTrue();
            assertThat(again.position().offset()).isEqualTo(once.position().offset());
            assertThat(again.position().epoch()).isEqualTo(once.position().epoch());
            assertThat(elsewhere.duplicate()).isFalse();
            assertThat(first.heard.texts()).containsExactly("x", "last");
        }
    }

    @Test
    default void ofManyAtOnceWithOneKeyOneCounts() {
        try (var world = world()) {
            var first = new Asking(world, "a").subscribe("t");
            var second = new Asking(world, "b");
            List<CompletionStage<Published>> sent = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                String key = "k" + i;
                sent.add(first.node.broker().publish(Asking.outgoing("t", key, key, Asking.KEPT)));
                sent.add(second.node.broker().publish(Asking.outgoing("t", key, key, Asking.KEPT)));
            }
            List<Published> answers = sent.stream().map(first::answer).toList();
            assertThat(answers.stream().filter(Published::duplicate)).hasSize(50);
            world.await("hears all", () -> first.heard.texts().size() >= 50);
            first.publish("t", "last");
            world.await("hears the last", () -> first.heard.texts().contains("last"));
            assertThat(new HashSet<>(first.heard.texts())).hasSize(51);
            assertThat(first.heard.texts()).hasSize(51);
        }
    }

    @Test
    default void aKeyIsForgottenAfterItsTime() {
        try (var world = world()) {
            var node = new Asking(world, "a");
            var brief = new Retention(100, Duration.ofMinutes(10), Duration.ofSeconds(1));
            node.publish("t", "x", "key", brief);
            world.pass(Duration.ofMillis(1500));
            assertThat(node.publish("t", "x", "key", brief).duplicate()).isFalse();
        }
    }

    @Test
    default void whatIsNotKeptIsToldAndForgotten() {
        try (var world = world()) {
            var node = new Asking(world, "a").subscribe("t");
            assertThat(node.publish("t", "x", "", Retention.NONE)).isEqualTo(Published.UNKEPT);
            node.hears("x");
            assertThat(node.heard.publications()).extracting(Stored::position).containsExactly(Position.NONE);
            assertThat(node.position("t").offset()).isZero();
        }
    }

    @Test
    default void namesAndBytesMeanNothing() {
        try (var world = world()) {
            String[] names = {"*", "a?[b]", "{x}:y", "Stra\u00dfe \ud83d\ude00", "a:b", "n".repeat(255)};
            var node = new Asking(world, "a").subscribe(names);
            for (String name : names) {
                node.publish(name, name);
                node.publish(name + "'", "for nobody");
            }
            String protocol = "\r\n$5\r\n\0 \n";
            node.publish("*", protocol);
            world.await("hears all", () -> node.heard.texts().size() > names.length);
            assertThat(node.heard.texts()).contains(names).contains(protocol).hasSize(names.length + 1);
        }
    }
}
