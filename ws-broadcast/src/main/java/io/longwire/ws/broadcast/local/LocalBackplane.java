package io.longwire.ws.broadcast.local;

import io.longwire.ws.broadcast.BackplaneAway;
import io.longwire.ws.broadcast.Position;
import io.longwire.ws.broadcast.Present;
import io.longwire.ws.broadcast.Published;
import io.longwire.ws.broadcast.spi.Backplane;
import io.longwire.ws.broadcast.spi.BackplaneContext;
import io.longwire.ws.broadcast.spi.BackplaneListener;
import io.longwire.ws.broadcast.spi.Broker;
import io.longwire.ws.broadcast.spi.Capability;
import io.longwire.ws.broadcast.spi.Cluster;
import io.longwire.ws.broadcast.spi.Outgoing;
import io.longwire.ws.broadcast.spi.Registry;
import io.longwire.ws.broadcast.spi.Stored;
import io.longwire.ws.broadcast.spi.Stretch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A node of a {@link LocalStore}. Every stage it returns is complete. */
final class LocalBackplane implements Backplane, Broker, Registry, Cluster {
    private final LocalStore store;
    private final BackplaneContext context;
    private final Set<String> topics = ConcurrentHashMap.newKeySet();
    private final Map<String, Map<String, Present>> members = new ConcurrentHashMap<>();
    private volatile @Nullable BackplaneListener listener;

    LocalBackplane(LocalStore store, BackplaneContext context) {
        this.store = store;
        this.context = context;
    }

    @Override
    public Capability capability() {
        return Capability.RECOVERABLE;
    }

    @Override
    public boolean shared() {
        return false;
    }

    @Override
    public void start(BackplaneListener told) {
        listener = told;
        store.nodes.add(this);
        told.onUp();
    }

    @Override
    public Broker broker() {
        return this;
    }

    @Override
    public Registry registry() {
        return this;
    }

    @Override
    public Cluster cluster() {
        return this;
    }

    @Override
    public void close() {
        listener = null;
        store.nodes.remove(this);
        topics.clear();
        members.clear();
    }

    boolean listensTo(String topic) {
        return topics.contains(topic);
    }

    void hear(String topic, Stored publication) {
        BackplaneListener told = listener;
        if (told != null && topics.contains(topic)) {
            told.onPublication(topic, publication);
        }
    }

    @Override
    public CompletionStage<Published> publish(Outgoing publication) {
        return done(() -> store.publish(publication, now()));
    }

    @Override
    public CompletionStage<Void> subscribe(List<String> more) {
        return this.<@Nullable Void>done(() -> {
            topics.addAll(more);
            return null;
        });
    }

    @Override
    public CompletionStage<Void> unsubscribe(List<String> less) {
        return this.<@Nullable Void>done(() -> {
            less.forEach(topics::remove);
            return null;
        });
    }

    @Override
    public CompletionStage<Stretch> recover(String topic, Position since, int limit) {
        long now = now();
        return done(() -> store.with(topic, now, log -> log.recover(since, limit, now)));
    }

    @Override
    public CompletionStage<Stretch> newest(String topic, int limit) {
        long now = now();
        return done(() -> store.with(topic, now, log -> log.newest(limit, now)));
    }

    @Override
    public CompletionStage<List<Position>> positions(List<String> asked) {
        long now = now();
        return done(() ->
                asked.stream().map(topic -> store.with(topic, now, Log::top)).toList());
    }

    @Override
    public CompletionStage<Boolean> enter(String topic, Present member) {
        return done(() -> members.computeIfAbsent(topic, name -> new ConcurrentHashMap<>())
                        .put(member.connection(), member)
                == null);
    }

    @Override
    public CompletionStage<Boolean> leave(String topic, String connection) {
        return done(() -> {
            boolean[] was = {false};
            members.computeIfPresent(topic, (name, here) -> {
                was[0] = here.remove(connection) != null;
                return here.isEmpty() ? null : here;
            });
            return was[0];
        });
    }

    @Override
    public CompletionStage<List<Present>> present(String topic, int limit) {
        return done(() -> {
            List<Present> all = new ArrayList<>();
            store.nodes.forEach(node ->
                    all.addAll(node.members.getOrDefault(topic, Map.of()).values()));
            return List.copyOf(all.subList(0, Math.min(limit, all.size())));
        });
    }

    @Override
    public CompletionStage<Set<String>> nodes() {
        return done(
                () -> store.nodes.stream().map(node -> node.context.node()).collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public CompletionStage<Void> send(ByteBuffer message) {
        return this.<@Nullable Void>done(() -> {
            for (LocalBackplane node : store.nodes) {
                BackplaneListener told = node.listener;
                if (node != this && told != null) {
                    told.onControl(message.asReadOnlyBuffer());
                }
            }
            return null;
        });
    }

    private long now() {
        return context.loop().nanoTime();
    }

    private <T extends @Nullable Object> CompletionStage<T> done(Supplier<T> task) {
        return listener == null
                ? CompletableFuture.failedFuture(new BackplaneAway("this node has left"))
                : CompletableFuture.completedFuture(task.get());
    }
}
