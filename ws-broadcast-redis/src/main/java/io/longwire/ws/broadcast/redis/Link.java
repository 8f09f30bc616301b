package io.longwire.ws.broadcast.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.resource.ClientResources;
import io.longwire.ws.broadcast.BackplaneAway;
import io.longwire.ws.broadcast.spi.BackplaneContext;
import io.longwire.ws.broadcast.spi.BackplaneListener;
import io.longwire.ws.spi.Loop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a {@link Pair} of connections for as long as it lives. Its monitor makes what the listener is told one call after the
 * other; nothing blocks under it. Lettuce's own reconnecting is off: it would hide that something was lost.
 */
final class Link {
    private static final int THREADS = 2;

    final Keys keys;
    private final BackplaneContext context;
    private final RedisSettings settings;
    private final Backoff backoff;
    private final ClientResources resources;
    private final RedisClient client;
    private final Opening opening;
    private @Nullable BackplaneListener listener;
    private Consumer<Pair> kept = pair -> {};
    private int incarnations;
    private boolean down;
    private boolean closed;
    private volatile @Nullable Pair pair;

    Link(BackplaneContext context, RedisSettings settings) {
        this.context = context;
        this.settings = settings;
        keys = new Keys(settings.prefix());
        backoff = new Backoff(settings.reconnectMax());
        resources = ClientResources.builder()
                .ioThreadPoolSize(THREADS)
                .computationThreadPoolSize(THREADS)
                .build();
        client = RedisClient.create(resources);
        client.setOptions(options(settings.commandTimeout()));
        opening = new Opening(client, settings, keys, context.loop()::nanoTime);
    }

    private static ClientOptions options(Duration timeout) {
        return ClientOptions.builder()
                .autoReconnect(false)
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled(timeout))
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(timeout)
                        .keepAlive(true)
                        .build())
                .maintNotificationsConfig(MaintNotificationsConfig.disabled())
                .build();
    }

    /** @param keep called with each pair, to do what it needs from time to time */
    synchronized void start(BackplaneListener told, Consumer<Pair> keep) {
        listener = told;
        kept = keep;
        connect();
    }

    String node() {
        return context.node();
    }

    <T> CompletionStage<T> ask(Function<RedisAsyncCommands<byte[], byte[]>, CompletionStage<T>> question) {
        return with(now -> now.ask(question));
    }

    <T> CompletionStage<T> with(Function<Pair, CompletionStage<T>> question) {
        Pair now = pair;
        return now == null
                ? CompletableFuture.failedStage(new BackplaneAway("Redis is away, or this node has left"))
                : question.apply(now);
    }

    /** Tells the listener, unless another pair has taken the place of this one. */
    synchronized void tell(Pair from, Consumer<BackplaneListener> what) {
        BackplaneListener told = listener;
        if (from == pair && told != null) {
            what.accept(told);
        }
    }

    /** Does something again and again while a pair is there. */
    void every(Duration time, Pair whose, Runnable task) {
        Loop loop = context.loop();
        loop.schedule(time, () -> {
            if (pair == whose) {
                task.run();
                every(time, whose, task);
            }
        });
    }

    /**
     * Ends; for callers at once.
     *
     * @param farewell what is done before with the last pair
     */
    synchronized void close(Function<Pair, CompletionStage<?>> farewell) {
        if (closed) {
            return;
        }
        Pair last = pair;
        closed = true;
        pair = null;
        listener = null;
        CompletionStage<?> said = last == null ? CompletableFuture.completedStage(null) : farewell.apply(last);
        said.whenComplete((done, failure) -> end());
    }

    private void end() {
        long patience = settings.commandTimeout().toMillis();
        var unused = client.shutdownAsync(0, patience, TimeUnit.MILLISECONDS).whenComplete((done, failure) -> {
            var unusedToo = resources.shutdown(0, patience, TimeUnit.MILLISECONDS);
        });
    }

    private synchronized void connect() {
        if (closed) {
            return;
        }
        String incarnation = context.node() + "." + ++incarnations;
        opening.pair(incarnation, opened -> new Heard(this, opened), this::lost).whenComplete((opened, failure) -> {
            if (opened == null) {
                away(failure);
            } else {
                up(opened);
            }
        });
    }

    private synchronized void up(Pair opened) {
        if (closed || !opened.isOpen()) {
            opened.close();
            away(new BackplaneAway("the connection to Redis has ended"));
            return;
        }
        pair = opened;
        down = false;
        tell(opened, BackplaneListener::onUp);
        every(settings.probe(), opened, () -> opened.probe(keys.probe(opened.incarnation)));
        kept.accept(opened);
    }

    synchronized void lost(Pair which, Throwable cause) {
        if (which == pair) {
            pair = null;
            which.close();
            away(cause);
        }
    }

    private synchronized void away(@Nullable Throwable cause) {
        BackplaneListener told = listener;
        if (told == null) {
            return;
        }
        if (!down) {
            down = true;
            told.onDown(Failures.told(cause));
        }
        context.loop().schedule(backoff.next(Failures.isLasting(cause)), this::connect);
    }

    /** The store works, not only its connections. */
    void sound() {
        backoff.reset();
    }
}
