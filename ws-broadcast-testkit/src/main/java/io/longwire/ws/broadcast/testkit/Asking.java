package io.longwire.ws.broadcast.testkit;

import io.longwire.ws.broadcast.Position;
import io.longwire.ws.broadcast.Present;
import io.longwire.ws.broadcast.Published;
import io.longwire.ws.broadcast.spi.Backplane;
import io.longwire.ws.broadcast.spi.Outgoing;
import io.longwire.ws.broadcast.spi.Retention;
import io.longwire.ws.broadcast.spi.Stretch;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** A node of a {@link BackplaneWorld} that is asked and answers: each call waits for its stage. */
final class Asking {
    static final Retention KEPT = new Retention(100, Duration.ofMinutes(10), Duration.ofMinutes(1));

    private static final AtomicInteger TAGS = new AtomicInteger();

    final Listening heard = new Listening();
    final Backplane node;
    private final BackplaneWorld world;

    Asking(BackplaneWorld world, String name) {
        this.world = world;
        node = world.node(name, heard);
        world.await("the node is connected", () -> heard.ups() > 0);
    }

    Asking subscribe(String... topics) {
        answer(node.broker().subscribe(List.of(topics)));
        return this;
    }

    Position publish(String topic, String text) {
        return publish(topic, text, "", KEPT).position();
    }

    Published publish(String topic, String text, String key, Retention retention) {
        return answer(node.broker().publish(outgoing(topic, text, key, retention)));
    }

    Stretch recover(String topic, Position since, int limit) {
        return answer(node.broker().recover(topic, since, limit));
    }

    Position position(String topic) {
        return answer(node.broker().positions(List.of(topic))).get(0);
    }

    boolean enter(String topic, Present member) {
        return answer(node.registry().enter(topic, member));
    }

    List<Present> present(String topic) {
        return answer(node.registry().present(topic, 1000));
    }

    void hears(String... texts) {
        world.await("hears " + List.of(texts), () -> heard.texts().size() >= texts.length);
    }

    <T> T answer(CompletionStage<T> stage) {
        var future = stage.toCompletableFuture();
        world.await("a stage completes", future::isDone);
        return future.join();
    }

    Throwable failure(CompletionStage<?> stage) {
        try {
            Object answer = answer(stage);
            throw new AssertionError("answered: " + answer);
        } catch (CompletionException failed) {
            return Objects.requireNonNull(failed.getCause());
        }
    }

    static Outgoing outgoing(String topic, String text, String key, Retention retention) {
        ByteBuffer data = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer();
        return new Outgoing(topic, "t" + TAGS.incrementAndGet(), data, key, retention);
    }

    static List<String> texts(Stretch stretch) {
        return stretch.publications().stream()
                .map(one -> Listening.text(one.data()))
                .toList();
    }
}
