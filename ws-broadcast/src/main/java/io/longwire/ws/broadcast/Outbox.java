package io.longwire.ws.broadcast;

import io.longwire.ws.broadcast.spi.Broker;
import io.longwire.ws.broadcast.spi.Outgoing;
import io.longwire.ws.spi.Loop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Publications that are kept: they wait, for a while and within bounds, while the backplane is away. Any thread. */
final class Outbox {
    /** What one counts besides its data. */
    private static final int OVERHEAD = 64;

    private static final Duration RETRY = Duration.ofMillis(100);

    private static final class Waiting extends CompletableFuture<Published> {
        final Outgoing publication;
        final long until;

        Waiting(Outgoing publication, long until) {
            this.publication = publication;
            this.until = until;
        }

        long weight() {
            return (long) OVERHEAD + publication.data().remaining();
        }
    }

    private final Broker broker;
    private final BroadcastSettings settings;
    private final Loop loop;
    /** Guarded by this, as all below. */
    private final Deque<Waiting> queue = new ArrayDeque<>();

    private long bytes;
    private boolean up;
    private boolean flushing;
    private boolean retrying;
    private boolean timed;

    Outbox(Broker broker, BroadcastSettings settings, Loop loop) {
        this.broker = broker;
        this.settings = settings;
        this.loop = loop;
    }

    CompletionStage<Published> publish(Outgoing publication) {
        var one =
                new Waiting(publication, loop.nanoTime() + settings.queueTime().toNanos());
        boolean now;
        synchronized (this) {
            now = up && queue.isEmpty() && !flushing;
        }
        if (now) {
            send(one);
        } else {
            keep(one, new BackplaneAway("the backplane is away"));
        }
        return one;
    }

    void down() {
        synchronized (this) {
            up = false;
        }
    }

    void up() {
        synchronized (this) {
            up = true;
        }
        flush();
    }

    /** Sends what waits, before anything that is published meanwhile. What fails at once waits for the next time. */
    private void flush() {
        int count;
        synchronized (this) {
            if (!up || flushing) {
                return;
            }
            flushing = true;
            count = queue.size();
        }
        for (int i = 0; i < count; i++) {
            Waiting next = take();
            if (next != null) {
                send(next);
            }
        }
        synchronized (this) {
            flushing = false;
            retry();
        }
    }

    private synchronized @Nullable Waiting take() {
        Waiting next = up ? queue.poll() : null;
        if (next != null) {
            bytes -= next.weight();
        }
        return next;
    }

    /** For what failed though the backplane seems to be there: nobody says when to try again. Under the lock. */
    private void retry() {
        if (up && !retrying && !queue.isEmpty()) {
            retrying = true;
            loop.schedule(RETRY, () -> {
                synchronized (this) {
                    retrying = false;
                }
                flush();
            });
        }
    }

    private void send(Waiting one) {
        broker.publish(one.publication).whenComplete((published, thrown) -> {
            if (thrown == null) {
                one.complete(published);
                return;
            }
            Throwable failure =
                    thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
            boolean undone = failure instanceof BackplaneAway;
            if (undone || !one.publication.key().isEmpty()) {
                keep(one, failure);
            } else {
                one.completeExceptionally(new PublishFailed("it is not known whether it was published", true, failure));
            }
        });
    }

    private void keep(Waiting one, Throwable why) {
        boolean unknown = !(why instanceof BackplaneAway);
        if (one.until - loop.nanoTime() <= 0) {
            one.completeExceptionally(new PublishFailed("the backplane is away", unknown, why));
            return;
        }
        boolean full;
        synchronized (this) {
            full = queue.size() >= settings.queueMessages() || bytes >= settings.queueBytes();
            if (!full) {
                queue.add(one);
                bytes += one.weight();
                wake(Duration.ofNanos(one.until - loop.nanoTime()));
                retry();
            }
        }
        if (full) {
            one.completeExceptionally(new PublishFailed("too much waits for the backplane", unknown, why));
        }
    }

    private void wake(Duration delay) {
        if (!timed) {
            timed = true;
            loop.schedule(delay, this::look);
        }
    }

    /** The time of the oldest is over. */
    private void look() {
        List<Waiting> over = new ArrayList<>();
        synchronized (this) {
            timed = false;
            long now = loop.nanoTime();
            while (!queue.isEmpty() && queue.getFirst().until - now <= 0) {
                bytes -= queue.getFirst().weight();
                over.add(queue.removeFirst());
            }
            if (!queue.isEmpty()) {
                wake(Duration.ofNanos(queue.getFirst().until - now));
            }
        }
        for (Waiting one : over) {
            var away = new BackplaneAway("the backplane is away");
            one.completeExceptionally(new PublishFailed(
                    "the backplane was away for " + settings.queueTime().toMillis() + " ms", false, away));
        }
    }
}
