package io.longwire.ws.broadcast.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.Message;
import io.longwire.ws.broadcast.BroadcastProvider;
import io.longwire.ws.broadcast.PublishOptions;
import io.longwire.ws.broadcast.Published;
import io.longwire.ws.broadcast.Topic;
import io.longwire.ws.broadcast.Topics;
import io.longwire.ws.spi.Plugin;
import io.longwire.ws.testkit.FakePluginContext;
import io.longwire.ws.testkit.MapSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More at once than Redis is asked for at once. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BurstTest {
    private static final int COUNT = 5000;

    @Test
    void whatOneThreadPublishesAtOnceIsKeptInItsOrder() {
        try (var world = new RedisWorld()) {
            var context = new FakePluginContext(settings(world.redis.uri()), new TimerLoop());
            Plugin plugin = new BroadcastProvider().create(context);
            Topic topic = context.service(Topics.class).orElseThrow().topic("t");
            for (int round = 0; round < 3; round++) {
                List<CompletableFuture<Published>> all = IntStream.range(0, COUNT)
                        .mapToObj(i -> topic.publish(Message.text("x" + i), PublishOptions.USUAL)
                                .toCompletableFuture())
                        .toList();
                assertThat(all)
                        .extracting(one -> one.join().position().offset())
                        .containsExactlyElementsOf(LongStream.rangeClosed(1L + round * COUNT, (1L + round) * COUNT)
                                .boxed()
                                .toList());
            }
            plugin.close();
        }
    }

    private static MapSettings settings(String uri) {
        var usual = new MapSettings()
                .with("overflow", "own")
                .with("max-subscribers", null)
                .with("history-size", 100)
                .with("history-time", Duration.ofMinutes(10))
                .with("presence", false);
        return new MapSettings()
                .with("enabled", true)
                .with("backplane", "redis")
                .with("redis", RedisWorld.settings(uri).with("command-timeout", Duration.ofSeconds(60)))
                .with("max-topics-per-connection", 128)
                .with("max-subscribers", 1_000_000)
                .with("max-name-length", 255)
                .with("max-pending", 16L << 20)
                .with("recover-limit", 300)
                .with("key-time", Duration.ofMinutes(5))
                .with("queue-messages", COUNT)
                .with("queue-bytes", 8L << 20)
                .with("queue-time", Duration.ofSeconds(60))
                .with("presence-delay", Duration.ofMillis(500))
                .with("topics", new MapSettings().with("default", usual));
    }
}
