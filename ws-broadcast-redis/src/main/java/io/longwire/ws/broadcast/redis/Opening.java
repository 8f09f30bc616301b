package io.longwire.ws.broadcast.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.pubsub.RedisPubSubListener;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** The steps to a {@link Pair}. One that fails closes what there is. */
record Opening(RedisClient client, RedisSettings settings, Keys keys, LongSupplier nanoTime) {
    /**
     * @param heard made for the pair, told what is published from then on
     * @param lost told when the pair can be used no more
     */
    CompletionStage<Pair> pair(
            String incarnation,
            Function<Pair, RedisPubSubListener<byte[], byte[]>> heard,
            BiConsumer<Pair, Throwable> lost) {
        return client.connectAsync(ByteArrayCodec.INSTANCE, settings.uri())
                .thenCompose(asks -> orClosed(
                        asks,
                        client.connectPubSubAsync(ByteArrayCodec.INSTANCE, settings.uri())
                                .thenCompose(listens -> {
                                    var pair = new Pair(
                                            incarnation, asks, listens, lost, nanoTime, settings.commandTimeout());
                                    listens.addListener(heard.apply(pair));
                                    return orClosed(listens, readied(pair));
                                })));
    }

    private CompletionStage<Pair> readied(Pair pair) {
        byte[][] nodes = {keys.nodes()};
        byte[] node = Keys.bytes(pair.incarnation);
        byte[] lease = Keys.bytes(settings.lease().toMillis());
        // Who may not ask for it is believed.
        return pair.ask(redis -> redis.info("cluster"))
                .exceptionally(refused -> "")
                .thenCompose(info -> info.contains("cluster_enabled:1")
                        ? CompletableFuture.failedStage(
                                new Failures.NotSupported("it is a node of a Redis Cluster, which is not supported"))
                        : pair.ask(redis -> Stages.all(Stream.of(Script.values())
                                .map(script -> script.load(redis))
                                .toList())))
                .thenCompose(
                        loaded -> pair.listen(redis -> redis.subscribe(keys.control(), keys.probe(pair.incarnation))))
                .thenCompose(subscribed -> pair.listen(redis -> redis.ping()))
                .thenCompose(subscribed -> pair.ask(redis -> Script.JOIN.run(redis, nodes, node, lease)))
                .thenApply(joined -> pair);
    }

    private static <T> CompletionStage<T> orClosed(StatefulConnection<?, ?> connection, CompletionStage<T> stage) {
        return stage.whenComplete((done, failure) -> {
            if (failure != null) {
                var unused = connection.closeAsync();
            }
        });
    }
}
