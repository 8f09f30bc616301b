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

/**
 * Publications that are kept: they wait, for a while and within bounds, while the backplane is away or has much to answer. Of what waits
 * here it is known that it was not published, which nobody can say of what the backplane was asked for and did not answer. Any thread.
 */
final class Outbox {
    /** The backplane is asked for so many at once. */
    private static final int WINDOW = 512;
    /** What one counts besides its data. */
    private static final int OVERHEAD = 64;

    private static final Duration RETRY = Duration.ofMillis(100);
    private static final String FULL = "too much waits for the backplane";

    private static final class Waiting extends CompletableFuture<Published> {
        final Outgoing publication;
        final long until;
        /** What the last attempt failed with. */
        private @Nullable Throwable why;
        /** Whether it may have been done by any attempt. */
        private boolean unknown;

        Waiting(Outgoing publication, long until) {
            this.publication = publication;
            this.until = until;
        }

        long weight() {
            return (long) OVERHEAD + publication.data().remaining();
        }

        void tried(Throwable failure) {
            why = failure;
            unknown |= !(failure instanceof BackplaneAway);
        }

        void fail(String message) {
            completeExceptionally(new PublishFailed(message, unknown, why));
        }
    }

    private final Broker broker;
    private final BroadcastSettings settings;
    private final Loop loop;
    /** Guarded by this, as all below. */
    private final Deque<Waiting> queue = new ArrayDeque<>();

    private long bytes;
    /** How many the backplane was asked for and has not answered. */
    private int asked;

    private boolean up;
    private boolean flushing;
    private boolean flushLater;
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
        boolean kept;
        synchronized (this) {
            now = up && queue.isEmpty() && !flushing && asked < WINDOW;
            asked += now ? 1 : 0;
            kept = now || queued(one);
        }
        if (now) {
            send(one);
        } else if (!kept) {
            one.fail(FULL);
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
        int left;
        synchronized (this) {
            if (flushing) {
                return;
            }
            flushing = true;
            left = queue.size();
        }
        for (Waiting next = take(left); next != null; next = take(left)) {
            left--;
            send(next);
        }
    }

    /** The next to be sent; with null the flush has ended. */
    private synchronized @Nullable Waiting take(int left) {
        Waiting next = up && left > 0 && asked < WINDOW ? queue.poll() : null;
        if (next == null) {
            flushing = false;
            retry();
        } else {
            bytes -= next.weight();
            asked++;
        }
        return next;
    }

    /**
     * On the loop: a thread of the backplane, which brings answers, may send at once and so before what other threads have handed to it.
     * Under the lock.
     */
    private void flushAfter(Duration time) {
        if (up && !flushLater && !queue.isEmpty()) {
            flushLater = true;
            loop.schedule(time, () -> {
                synchronized (this) {
                    flushLater = false;
                }
                flush();
            });
        }
    }

    private void send(Waiting one) {
        broker.publish(one.publication).whenComplete((published, thrown) -> {
            if (thrown == null) {
                one.complete(published);
            } else {
                failed(one, thrown);
            }
            answered(thrown == null);
        });
    }

    private void failed(Waiting one, Throwable thrown) {
        Throwable failure =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        one.tried(failure);
        if (!(failure instanceof BackplaneAway) && one.publication.key().isEmpty()) {
            one.fail("it is not known whether it was published");
        } else if (one.until - loop.nanoTime() <= 0) {
            one.fail("the backplane is away");
        } else {
            boolean kept;
            synchronized (this) {
                kept = queued(one);
            }
            if (!kept) {
                one.fail(FULL);
            }
        }
    }

    private synchronized void answered(boolean well) {
        asked--;
        if (well) {
            flushAfter(Duration.ZERO);
        } else {
            retry();
        }
    }

    /** For what failed though the backplane seems to be there, when no answer is to come: nobody says when to try again. Under the lock. */
    private void retry() {
        if (asked == 0) {
            flushAfter(RETRY);
        }
    }

    /** False when there is no room. Under the lock. */
    private boolean queued(Waiting one) {
        if (queue.size() >= settings.queueMessages() || bytes >= settings.queueBytes()) {
            return false;
        }
        queue.add(one);
        bytes += one.weight();
        wake(Duration.ofNanos(one.until - loop.nanoTime()));
        return true;
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
            one.fail("it has waited " + settings.queueTime().toMillis() + " ms for the backplane");
        }
    }
}
