package io.longwire.ws.examples.bench;

import io.longwire.ws.ClientOptions;
import io.longwire.ws.Closed;
import io.longwire.ws.Dispatch;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketClient;
import io.longwire.ws.WebSocketHandler;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** The connections of a load: what they send, and how long each answer takes from when its message was due. */
final class Callers {
    /** So many handshakes are under way at once: a server's backlog has an end. */
    private static final int AT_ONCE = 100;

    private final Letter letter;
    private final ConcurrentHistogram times = new ConcurrentHistogram(TimeUnit.HOURS.toNanos(1), 3);
    private final List<Caller> callers = new ArrayList<>();
    private final LongAdder wrong = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private volatile boolean leaving;
    /** Times of messages that were due before this are not kept. */
    private volatile long countFrom;
    /** Whether an answer is followed by the next message; with a rate it is not. */
    private volatile boolean goesOn;

    Callers(Letter letter) {
        this.letter = letter;
    }

    /** One connection. Its answers come in the order of its messages. */
    private final class Caller implements WebSocketHandler {
        private final ArrayDeque<Long> due = new ArrayDeque<>();
        private @Nullable WebSocket socket;

        @Override
        public void onText(WebSocket from, String text) {
            answered(letter.is(text));
        }

        @Override
        public void onBinary(WebSocket from, ByteBuffer data) {
            answered(letter.is(data));
        }

        private void answered(boolean right) {
            long now = System.nanoTime();
            @Nullable Long wasDue;
            synchronized (due) {
                wasDue = due.poll();
            }
            if (!right || wasDue == null) {
                wrong.increment();
            } else if (wasDue - countFrom >= 0) {
                times.recordValue(Math.max(0, now - wasDue));
            }
            if (goesOn) {
                send(now);
            }
        }

        void send(long at) {
            synchronized (due) {
                due.add(at);
            }
            letter.send(Objects.requireNonNull(socket, "open"));
        }

        @Override
        public void onClose(WebSocket from, Closed how) {
            if (!leaving) {
                lost.increment();
            }
        }

        int unanswered() {
            synchronized (due) {
                return due.size();
            }
        }

        /** What has no answer has taken as long as it has waited. */
        void addUnanswered(long now, Histogram into) {
            synchronized (due) {
                due.forEach(at -> {
                    if (at - countFrom >= 0) {
                        into.recordValue(Math.min(into.getHighestTrackableValue(), Math.max(0, now - at)));
                    }
                });
            }
        }
    }

    /** Opens connections, spread evenly over a time. */
    void open(WebSocketClient client, URI uri, int count, long nanos, IntConsumer progress)
            throws IOException, InterruptedException {
        Semaphore room = new Semaphore(AT_ONCE);
        AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
        ClientOptions options = ClientOptions.DEFAULTS.on(Dispatch.EVENT_LOOP);
        long start = System.nanoTime();
        for (int i = 0; i < count && failed.get() == null; i++) {
            sleepUntil(start + nanos * i / count);
            room.acquire();
            Caller caller = new Caller();
            callers.add(caller);
            client.connect(uri, options, caller).whenComplete((socket, failure) -> {
                caller.socket = socket;
                if (failure != null) {
                    failed.set(failure);
                }
                room.release();
            });
            progress.accept(i + 1);
        }
        room.acquire(AT_ONCE);
        Throwable why = failed.get();
        if (why != null) {
            throw new IOException("a connection did not open: " + why.getMessage(), why);
        }
    }

    /**
     * Sends at a fixed rate, whatever is answered.
     *
     * @param rate messages a second over all connections
     * @param warmUp nanoseconds whose times do not count
     * @param nanos of those that do
     */
    void sendAt(double rate, long warmUp, long nanos, IntConsumer progress) {
        long start = System.nanoTime();
        countFrom = start + warmUp;
        long all = (long) (rate * (warmUp + nanos) / 1e9);
        for (long i = 0; i < all; i++) {
            long due = start + (long) (i * 1e9 / rate);
            if (System.nanoTime() - due < 0) {
                sleepUntil(due);
            }
            callers.get((int) (i % callers.size())).send(due);
            if (i % 256 == 0) {
                progress.accept((int) (100 * i / all));
            }
        }
    }

    /** Keeps one message under way on each connection, for so long. */
    void sendWhenAnswered(long warmUp, long nanos, IntConsumer progress) {
        long start = System.nanoTime();
        long end = start + warmUp + nanos;
        countFrom = start + warmUp;
        goesOn = true;
        callers.forEach(caller -> caller.send(System.nanoTime()));
        long now;
        while ((now = System.nanoTime()) - end < 0) {
            progress.accept((int) (100 * (now - start) / (end - start)));
            sleepUntil(Math.min(end, now + TimeUnit.MILLISECONDS.toNanos(100)));
        }
        goesOn = false;
    }

    /** Waits until all is answered, at most so long. */
    Outcome end(long nanos) {
        long until = System.nanoTime() + nanos;
        while (System.nanoTime() - until < 0 && unanswered() > 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        leaving = true;
        Histogram all = times.copy();
        long now = System.nanoTime();
        callers.forEach(caller -> caller.addUnanswered(now, all));
        return new Outcome(all, unanswered(), wrong.sum(), lost.sum());
    }

    private int unanswered() {
        return callers.stream().mapToInt(Caller::unanswered).sum();
    }

    private static void sleepUntil(long nanos) {
        long left;
        while ((left = nanos - System.nanoTime()) > 0) {
            LockSupport.parkNanos(left);
        }
    }
}
