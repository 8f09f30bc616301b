package io.longwire.ws.broadcast.redis;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.pubsub.api.async.RedisPubSubAsyncCommands;
import io.longwire.ws.broadcast.BackplaneAway;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Two connections, one that asks and one that listens, which live and die together; and what was said over them, which dies with
 * them: what is subscribed to, and who is present. Neither is ever made again: a new pair takes its place, under a new incarnation.
 */
final class Pair {
    /** When no command was answered for so many times what one may take, nobody waits for the next. One that is late is no proof. */
    private static final int TIMEOUTS = 3;
    /** So many messages to oneself may be on their way. */
    private static final int ECHOES = 2;

    final String incarnation;
    final Set<String> topics = ConcurrentHashMap.newKeySet();
    final Map<String, Set<String>> members = new ConcurrentHashMap<>();
    private final StatefulRedisConnection<byte[], byte[]> asks;
    private final StatefulRedisPubSubConnection<byte[], byte[]> listens;
    private final BiConsumer<Pair, Throwable> lost;
    private final LongSupplier nanoTime;
    private final long patience;
    private final AtomicInteger missing = new AtomicInteger();
    private volatile boolean silent;
    private volatile long silentSince;

    /**
     * @param lost told when it can be used no more
     * @param timeout what a command may take
     */
    Pair(
            String incarnation,
            StatefulRedisConnection<byte[], byte[]> asks,
            StatefulRedisPubSubConnection<byte[], byte[]> listens,
            BiConsumer<Pair, Throwable> lost,
            LongSupplier nanoTime,
            Duration timeout) {
        this.incarnation = incarnation;
        this.asks = asks;
        this.listens = listens;
        this.lost = lost;
        this.nanoTime = nanoTime;
        patience = (TIMEOUTS - 1) * timeout.toNanos();
        var end = new RedisConnectionStateListener() {
            @Override
            public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
                lost.accept(Pair.this, new BackplaneAway("the connection to Redis has ended"));
            }
        };
        asks.addListener(end);
        listens.addListener(end);
    }

    boolean isOpen() {
        return asks.isOpen() && listens.isOpen();
    }

    <T> CompletionStage<T> ask(Function<RedisAsyncCommands<byte[], byte[]>, CompletionStage<T>> question) {
        return answer(() -> question.apply(asks.async()));
    }

    /** A command of the connection that listens. */
    <T> CompletionStage<T> listen(Function<RedisPubSubAsyncCommands<byte[], byte[]>, CompletionStage<T>> question) {
        return answer(() -> question.apply(listens.async()));
    }

    /** Sends a message to this node, and gives up when the last ones did not arrive. */
    void probe(byte[] channel) {
        if (missing.getAndIncrement() >= ECHOES) {
            lost.accept(this, new BackplaneAway("Redis delivers no messages"));
        } else {
            ask(redis -> redis.publish(channel, new byte[0]));
        }
    }

    /** A message of {@link #probe} has arrived. */
    void echo() {
        missing.set(0);
    }

    void close() {
        var unused = CompletableFuture.allOf(asks.closeAsync(), listens.closeAsync());
    }

    private <T> CompletionStage<T> answer(Supplier<CompletionStage<T>> question) {
        if (!isOpen()) {
            return CompletableFuture.failedStage(new BackplaneAway("the connection to Redis has ended"));
        }
        try {
            return question.get().handle(this::told);
        } catch (RuntimeException refused) {
            return CompletableFuture.failedStage(refused);
        }
    }

    private <T> T told(T answer, @Nullable Throwable failure) {
        if (failure == null) {
            silent = false;
            return answer;
        }
        if (Failures.isTimeout(failure) && isTooSilent(nanoTime.getAsLong())) {
            lost.accept(this, new BackplaneAway("Redis does not answer"));
        } else if (Failures.isElsewhere(failure)) {
            lost.accept(this, new BackplaneAway("Redis takes no writes, as a replica does"));
        }
        throw new CompletionException(Failures.of(failure));
    }

    /** After a command that timed out, which is one timeout already. */
    private boolean isTooSilent(long now) {
        if (!silent) {
            silentSince = now;
            silent = true;
        }
        return now - silentSince >= patience;
    }
}
