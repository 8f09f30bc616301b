package io.longwire.ws.broadcast.redis;

import io.lettuce.core.api.async.RedisAsyncCommands;
import io.longwire.ws.broadcast.Position;
import io.longwire.ws.broadcast.Published;
import io.longwire.ws.broadcast.spi.Broker;
import io.longwire.ws.broadcast.spi.Outgoing;
import io.longwire.ws.broadcast.spi.Retention;
import io.longwire.ws.broadcast.spi.Stretch;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Publishes, subscribes and recovers. */
final class RedisBroker implements Broker {
    /** Of a topic that nobody has published in: so long its epoch holds. */
    private static final byte[] EMPTY_MILLIS = Keys.bytes(3_600_000);

    private final Link link;
    private final Keys keys;
    private final Duration remember;

    RedisBroker(Link link, Duration remember) {
        this.link = link;
        this.keys = link.keys;
        this.remember = remember;
    }

    @Override
    public CompletionStage<Published> publish(Outgoing publication) {
        return publication.retention().keeps()
                ? link.ask(redis -> kept(redis, publication)).thenApply(Reply::published)
                : link.ask(redis -> redis.publish(keys.channel(publication.topic()), unkept(publication.data())))
                        .thenApply(heard -> Published.UNKEPT);
    }

    private CompletionStage<List<Object>> kept(RedisAsyncCommands<byte[], byte[]> redis, Outgoing publication) {
        String topic = publication.topic();
        Retention retention = publication.retention();
        byte[][] three = {keys.meta(topic), keys.stream(topic), keys.channel(topic)};
        byte[][] four = {three[0], three[1], three[2], keys.key(topic, publication.key())};
        return Script.PUBLISH.run(
                redis,
                publication.key().isEmpty() ? three : four,
                freshEpoch(),
                EMPTY_MILLIS,
                Keys.bytes(publication.tag()),
                bytes(publication.data(), 0),
                Keys.bytes(retention.size()),
                millis(retention.time()),
                millis(longer(remember, retention.time())),
                millis(retention.keys()));
    }

    @Override
    public CompletionStage<Void> subscribe(List<String> topics) {
        return link.with(pair -> {
            pair.topics.addAll(topics);
            return done(Stages.inTurn(topics, batch -> confirmed(pair, batch)));
        });
    }

    /** Redis answers the commands of a connection in order: when it answers a Ping, it has answered what was before. */
    private CompletionStage<List<String>> confirmed(Pair pair, List<String> batch) {
        CompletionStage<Void> subscribed = pair.listen(redis -> redis.subscribe(channels(batch)));
        CompletionStage<String> fence = pair.listen(redis -> redis.ping());
        return subscribed.thenCombine(fence, (done, pong) -> List.of(pong));
    }

    @Override
    public CompletionStage<Void> unsubscribe(List<String> topics) {
        return link.with(pair -> {
            topics.forEach(pair.topics::remove);
            return done(Stages.inTurn(
                    topics,
                    batch -> pair.listen(redis -> redis.unsubscribe(channels(batch)))
                            .thenApply(done -> List.<String>of())));
        });
    }

    @Override
    public CompletionStage<Stretch> recover(String topic, Position since, int limit) {
        return link.ask(redis -> Script.RECOVER.run(
                        redis,
                        history(topic),
                        freshEpoch(),
                        EMPTY_MILLIS,
                        Keys.bytes(since.epoch()),
                        Keys.bytes(since.offset()),
                        Keys.bytes(since.tag()),
                        Keys.bytes(limit)))
                .thenApply(Reply::stretch);
    }

    @Override
    public CompletionStage<Stretch> newest(String topic, int limit) {
        return link.ask(redis ->
                        Script.NEWEST.run(redis, history(topic), freshEpoch(), EMPTY_MILLIS, Keys.bytes(limit)))
                .thenApply(Reply::backwards);
    }

    @Override
    public CompletionStage<List<Position>> positions(List<String> topics) {
        return Stages.inTurn(
                topics,
                batch -> link.ask(redis -> Stages.all(batch.stream()
                                .map(topic -> Script.STAND.run(redis, history(topic), freshEpoch(), EMPTY_MILLIS))
                                .toList()))
                        .thenApply(replies -> replies.stream()
                                .map(reply -> Reply.position(reply, 0))
                                .toList()));
    }

    private byte[][] history(String topic) {
        return new byte[][] {keys.meta(topic), keys.stream(topic)};
    }

    private byte[][] channels(List<String> topics) {
        return topics.stream().map(keys::channel).toArray(byte[][]::new);
    }

    private static byte[] freshEpoch() {
        return Keys.bytes(UUID.randomUUID().toString().replace("-", ""));
    }

    private static byte[] unkept(ByteBuffer data) {
        byte[] message = bytes(data, 1);
        message[0] = '\n';
        return message;
    }

    private static byte[] bytes(ByteBuffer data, int from) {
        byte[] bytes = new byte[from + data.remaining()];
        data.duplicate().get(bytes, from, data.remaining());
        return bytes;
    }

    private static byte[] millis(Duration time) {
        return Keys.bytes(Math.max(1, time.toMillis()));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static CompletionStage<Void> done(CompletionStage<?> stage) {
        return stage.<@Nullable Void>thenApply(any -> null);
    }
}
