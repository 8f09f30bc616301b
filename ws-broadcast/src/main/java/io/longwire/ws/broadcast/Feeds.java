package io.longwire.ws.broadcast;

import io.longwire.ws.broadcast.spi.Backplane;
import io.longwire.ws.broadcast.spi.BackplaneListener;
import io.longwire.ws.broadcast.spi.Broker;
import io.longwire.ws.broadcast.spi.Stored;
import io.longwire.ws.spi.Loop;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * All {@link Feed}s of this node, and the backplane that feeds them: keeps what is wanted, says it anew whenever the backplane comes back,
 * and looks now and then whether quiet topics stand where they are believed to.
 */
final class Feeds implements BackplaneListener {
    private static final int BATCH = 512;
    private static final Duration SOON = Duration.ofMillis(100);
    /** Until a topic that nobody here wants any more is given up: who reloads a page is back by then. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private static final Duration CHECK = Duration.ofSeconds(25);
    private static final int CHECK_SPREAD_MILLIS = 15_000;

    final BroadcastSettings settings;
    final Counts counts;
    final Outbox outbox;
    final Backplane backplane;
    final Loop loop;
    private final Cluster cluster;
    private final Turns turns = new Turns();
    private final Map<String, Feed> wanted = new ConcurrentHashMap<>();
    private volatile boolean up;
    private volatile boolean closed;

    /** What is not about feeds. */
    interface Cluster {
        void back();

        void away(Throwable cause);

        void gone(String topic, Present member);

        void control(ByteBuffer message);

        long local(String connection);
    }

    Feeds(Backplane backplane, BroadcastSettings settings, Counts counts, Loop loop, Cluster cluster) {
        this.backplane = backplane;
        this.settings = settings;
        this.counts = counts;
        this.loop = loop;
        this.cluster = cluster;
        outbox = new Outbox(backplane.broker(), settings, loop);
    }

    void start() {
        backplane.start(this);
        if (shared()) {
            checkLater();
        }
    }

    void close() {
        closed = true;
        backplane.close();
    }

    Broker broker() {
        return backplane.broker();
    }

    boolean shared() {
        return backplane.shared();
    }

    boolean isUp() {
        return up;
    }

    /** The number of a connection of this node, {@link Member#NOBODY} for any other. */
    long local(String connection) {
        return connection.isEmpty() ? Member.NOBODY : cluster.local(connection);
    }

    void soon(Runnable task) {
        loop.schedule(SOON, task);
    }

    void want(Feed feed) {
        turns.execute(() -> {
            wanted.put(feed.topic, feed);
            if (up) {
                subscribe(List.of(feed));
            }
        });
    }

    void unwant(Feed feed) {
        turns.execute(() -> {
            if (!wanted.remove(feed.topic, feed)) {
                return;
            }
            if (shared()) {
                loop.schedule(LINGER, () -> turns.execute(() -> giveUp(feed.topic)));
            } else {
                giveUp(feed.topic);
            }
        });
    }

    private void giveUp(String topic) {
        if (!wanted.containsKey(topic)) {
            broker().unsubscribe(List.of(topic));
        }
    }

    @Override
    public void onUp() {
        turns.execute(() -> {
            up = true;
            wanted.values().forEach(Feed::lost);
            subscribe(wanted.values());
        });
        outbox.up();
        cluster.back();
    }

    @Override
    public void onDown(Throwable cause) {
        outbox.down();
        cluster.away(cause);
        turns.execute(() -> {
            up = false;
            wanted.values().forEach(Feed::lost);
        });
    }

    @Override
    public void onPublication(String topic, Stored publication) {
        Feed feed = wanted.get(topic);
        if (feed != null) {
            feed.heard(publication);
        }
    }

    @Override
    public void onGone(String topic, Present member) {
        cluster.gone(topic, member);
    }

    @Override
    public void onControl(ByteBuffer message) {
        cluster.control(message);
    }

    private void subscribe(Collection<Feed> feeds) {
        for (List<Feed> batch : batches(feeds)) {
            broker().subscribe(names(batch))
                    .thenCompose(done -> look(batch, Feed::stood))
                    .whenComplete((done, failure) -> {
                        if (failure == null) {
                            batch.stream().filter(feed -> !feed.recoverable()).forEach(Feed::subscribed);
                        } else {
                            again(batch);
                        }
                    });
        }
    }

    private void again(List<Feed> batch) {
        soon(() -> turns.execute(() -> {
            if (up && !closed) {
                subscribe(batch.stream()
                        .filter(feed -> wanted.get(feed.topic) == feed)
                        .toList());
            }
        }));
    }

    private interface Told {
        void told(Feed feed, Position top);
    }

    private CompletionStage<Void> look(List<Feed> batch, Told told) {
        List<Feed> kept = batch.stream().filter(Feed::recoverable).toList();
        return kept.isEmpty()
                ? CompletableFuture.allOf()
                : broker().positions(names(kept)).thenAccept(tops -> {
                    for (int i = 0; i < kept.size(); i++) {
                        told.told(kept.get(i), tops.get(i));
                    }
                });
    }

    private void checkLater() {
        Duration after = CHECK.plusMillis(ThreadLocalRandom.current().nextInt(CHECK_SPREAD_MILLIS));
        loop.schedule(after, () -> {
            if (!closed) {
                if (up) {
                    // What fails here is looked at the next time.
                    batches(wanted.values()).forEach(batch -> look(batch, Feed::checked));
                }
                checkLater();
            }
        });
    }

    private static List<String> names(List<Feed> feeds) {
        return feeds.stream().map(feed -> feed.topic).toList();
    }

    private static List<List<Feed>> batches(Collection<Feed> feeds) {
        List<Feed> all = List.copyOf(feeds);
        List<List<Feed>> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += BATCH) {
            batches.add(all.subList(from, Math.min(from + BATCH, all.size())));
        }
        return batches;
    }
}
