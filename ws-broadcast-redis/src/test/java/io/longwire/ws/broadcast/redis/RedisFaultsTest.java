package io.longwire.ws.broadcast.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import io.longwire.ws.broadcast.BackplaneAway;
import io.longwire.ws.broadcast.Position;
import io.longwire.ws.broadcast.Present;
import io.longwire.ws.broadcast.spi.Backplane;
import io.longwire.ws.broadcast.spi.Outgoing;
import io.longwire.ws.broadcast.spi.Retention;
import io.longwire.ws.broadcast.spi.Stretch.Status;
import io.longwire.ws.broadcast.testkit.Listening;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What can happen to a Redis, and who writes to it beside us. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RedisFaultsTest {
    private static final Retention KEPT = new Retention(100, Duration.ofMinutes(10), Duration.ofMinutes(1));

    private final Listening heard = new Listening();

    @Test
    void scriptsThatRedisForgotAreSentAgain() {
        try (var world = new RedisWorld()) {
            Backplane node = connected(world);
            commanded(world.redis.uri(), RedisCommands::scriptFlush);
            assertThat(publish(node, "x").offset()).isEqualTo(1);
        }
    }

    @Test
    void anEvictedPositionBeginsAnotherEpochAndAnEvictedHistoryIsTold() {
        try (var world = new RedisWorld()) {
            Backplane node = connected(world);
            Position first = publish(node, "x");
            publish(node, "y");
            evict(world, new Keys("test").stream("t"));
            assertThat(status(node, first)).isEqualTo(Status.TRIMMED);
            publish(node, "z");
            evict(world, new Keys("test").meta("t"));
            Position anew = publish(node, "anew");
            assertThat(anew.epoch()).isNotEqualTo(first.epoch());
            assertThat(anew.offset()).isEqualTo(1);
            assertThat(status(node, first)).isEqualTo(Status.EPOCH);
        }
    }

    @Test
    void subscriptionsThatDieAloneAreMissedAndMadeAnew() {
        try (var world = new RedisWorld()) {
            connected(world);
            commanded(world.redis.uri(), redis -> redis.clientKill(KillArgs.Builder.typePubsub()));
            world.await("connects anew", () -> heard.ups() == 2);
        }
    }

    @Test
    void aMasterThatBecomesAReplicaIsAwayUntilThereIsAMaster() {
        try (var world = new RedisWorld()) {
            Backplane node = connected(world);
            commanded(world.redis.uri(), redis -> redis.replicaof("127.0.0.1", 1));
            assertThat(failure(node.broker().publish(outgoing("x")))).isInstanceOf(BackplaneAway.class);
            world.await("it is away", () -> heard.downs() == 1);
            commanded(world.redis.uri(), RedisCommands::replicaofNoOne);
            world.await("it is back", () -> heard.ups() == 2);
            assertThat(publish(node, "y").offset()).isEqualTo(1);
        }
    }

    @Test
    void aFrozenRedisIsAwayUntilItGoesOn() {
        try (var world = new RedisWorld()) {
            Backplane node = connected(world);
            world.redis.signal("STOP");
            world.await("it is away", () -> heard.downs() == 1);
            assertThat(failure(node.broker().publish(outgoing("x")))).isInstanceOf(BackplaneAway.class);
            world.redis.signal("CONT");
            world.await("it is back", () -> heard.ups() == 2);
            assertThat(publish(node, "y").isKept()).isTrue();
        }
    }

    @Test
    void aRedisThatIsAbsentAtTheStartIsWaitedFor() {
        try (var world = new RedisWorld()) {
            world.stop();
            world.node("a", heard);
            world.await("it is away", () -> heard.downs() == 1);
            world.restart();
            world.await("it is there", () -> heard.ups() == 1);
        }
    }

    @Test
    void aWrongPasswordIsToldWithoutIt() {
        try (var world = new RedisWorld("--requirepass", "open-sesame")) {
            List<String> told = Told.downs(world, "redis://:guessed-wrong@127.0.0.1:" + world.redis.port);
            assertThat(told.get(0)).contains("WRONGPASS").doesNotContain("guessed-wrong");
            world.node("b", heard, RedisWorld.settings("redis://:open-sesame@127.0.0.1:" + world.redis.port));
            world.await("the right one is let in", () -> heard.ups() == 1);
        }
    }

    @Test
    void aUserWithTheRightsOfThePageHasEnough() {
        String[] rights = {
            "--user", "lw", "on", ">word", "+@all", "-@dangerous", "+info", "~test:*", "resetchannels", "&test:*"
        };
        try (var world = new RedisWorld(rights)) {
            Backplane node =
                    world.node("a", heard, RedisWorld.settings("redis://lw:word@127.0.0.1:" + world.redis.port));
            world.await("is connected", () -> heard.ups() == 1);
            answer(node.broker().subscribe(List.of("t")));
            publish(node, "x");
            answer(node.registry().enter("t", new Present("a-1", "ada", "")));
            assertThat(answer(node.registry().present("t", 10))).hasSize(1);
            world.await("hears", () -> heard.texts().contains("x"));
        }
    }

    @Test
    void aNodeOfAClusterIsRefusedInWords() {
        try (var world = new RedisWorld("--cluster-enabled", "yes")) {
            assertThat(Told.downs(world, world.redis.uri()).get(0)).contains("Redis Cluster, which is not supported");
        }
    }

    @Test
    void whatOthersWriteHarmsNothing() {
        try (var world = new RedisWorld()) {
            Backplane node = connected(world);
            answer(node.broker().subscribe(List.of("t")));
            List<String> junk =
                    List.of("", "\n", "no line", "1 2\n", "-1 e t\nx", "9999999999999999999 e t\nx", "a b c\n");
            commanded(world.redis.uri(), redis -> {
                junk.forEach(one -> redis.publish(Keys.text(new Keys("test").channel("t")), one));
                return redis.publish("test:ctl", "no line");
            });
            Position position = publish(node, "after");
            world.await("hears what follows", () -> heard.texts().contains("after"));
            assertThat(heard.publications())
                    .filteredOn(one -> one.position().isKept())
                    .extracting(one -> one.position())
                    .containsExactly(position);
            assertThat(heard.downs()).isZero();
        }
    }

    @Test
    void thousandsOfTopicsAreSubscribedToAtOnce() {
        try (var world = new RedisWorld()) {
            Backplane node = connected(world);
            List<String> topics =
                    IntStream.range(0, 2000).mapToObj(i -> "t" + i).toList();
            answer(node.broker().subscribe(topics));
            assertThat(answer(node.broker().positions(topics))).hasSize(2000).allMatch(Position::isKept);
            for (String topic : List.of("t0", "t1024", "t1999")) {
                answer(node.broker().publish(new Outgoing(topic, "g", bytes(topic), "", KEPT)));
            }
            world.await("hears all", () -> heard.texts().containsAll(List.of("t0", "t1024", "t1999")));
        }
    }

    @Test
    void aNodeThatSleptThroughItsLeaseComesBackAsAnother() {
        try (var world = new RedisWorld()) {
            Backplane node = connected(world);
            commanded(world.redis.uri(), redis -> redis.zadd("test:nodes", 1, "a.1"));
            world.await("connects anew", () -> heard.ups() == 2);
            assertThat(answer(node.cluster().nodes())).containsExactly("a");
        }
    }

    private Backplane connected(RedisWorld world) {
        Backplane node = world.node("a", heard);
        world.await("is connected", () -> heard.ups() == 1);
        return node;
    }

    private static void evict(RedisWorld world, byte[] key) {
        long removed = commanded(world.redis.uri(), redis -> redis.del(Keys.text(key)));
        assertThat(removed).isEqualTo(1);
    }

    private static <T> T commanded(String uri, Function<RedisCommands<String, String>, T> command) {
        try (RedisClient client = RedisClient.create(RedisURI.create(uri));
                var connection = client.connect()) {
            return command.apply(connection.sync());
        }
    }

    private static Position publish(Backplane node, String text) {
        return answer(node.broker().publish(outgoing(text))).position();
    }

    private static Status status(Backplane node, Position since) {
        return answer(node.broker().recover("t", since, 100)).status();
    }

    private static Outgoing outgoing(String text) {
        return new Outgoing("t", "g" + text, bytes(text), "", KEPT);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8)).asReadOnlyBuffer();
    }

    private static <T> T answer(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private static Throwable failure(CompletionStage<?> stage) {
        return assertThrows(CompletionException.class, () -> answer(stage)).getCause();
    }
}
