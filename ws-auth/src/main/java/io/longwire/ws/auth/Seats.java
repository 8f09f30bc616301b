package io.longwire.ws.auth;

import io.longwire.ws.spi.Cancellable;
import io.longwire.ws.spi.Loop;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The seats of one loop, on that loop. There is one timer for all of them, which looks at two columns of numbers twice a second:
 * when each credential expires, by the clock of the world, which may be set; and until when a first message may come, by the loop's
 * time.
 */
final class Seats implements Runnable {
    static final Duration TICK = Duration.ofMillis(500);
    private static final int FEWEST = 16;
    private static final long NEVER = Long.MAX_VALUE;

    private final Loop loop;
    private final InstantSource clock;
    private final Counts counts;
    private final Duration patience;
    private Seat[] seats = new Seat[FEWEST];
    private long[] expires = new long[FEWEST];
    private long[] deadlines = new long[FEWEST];
    private int size;
    private boolean ticking;
    private @Nullable Cancellable next;

    /** @param patience how long a first message may take to come and be judged */
    Seats(Loop loop, InstantSource clock, Counts counts, Duration patience) {
        this.loop = loop;
        this.clock = clock;
        this.counts = counts;
        this.patience = patience;
    }

    void add(Seat seat) {
        if (size == seats.length) {
            resize(size * 2);
        }
        seat.index = size++;
        seats[seat.index] = seat;
        deadlines[seat.index] = seat.credential() == null ? loop.nanoTime() + patience.toNanos() : NEVER;
        look(seat);
        if (!ticking) {
            ticking = true;
            next = loop.schedule(TICK, this);
        }
    }

    /** Notes when the seat's credential expires, which is new. */
    void look(Seat seat) {
        Credential credential = seat.credential();
        if (seat.index >= 0) {
            expires[seat.index] = credential == null ? NEVER : millis(credential);
            deadlines[seat.index] = credential == null ? deadlines[seat.index] : NEVER;
        }
    }

    private static long millis(Credential credential) {
        try {
            return credential.expires().toEpochMilli();
        } catch (ArithmeticException farAway) {
            return credential.expires().getEpochSecond() < 0 ? Long.MIN_VALUE : NEVER;
        }
    }

    @SuppressWarnings("NullAway") // a free place of the array
    void remove(Seat seat) {
        int last = --size;
        Seat moved = seats[last];
        moved.index = seat.index;
        seats[seat.index] = moved;
        expires[seat.index] = expires[last];
        deadlines[seat.index] = deadlines[last];
        seats[last] = null;
        seat.index = -1;
        if (size == 0 && next != null) {
            next.cancel();
            ticking = false;
        }
        if (size < seats.length / 4 && seats.length > FEWEST) {
            resize(seats.length / 2);
        }
    }

    private void resize(int length) {
        seats = Arrays.copyOf(seats, length);
        expires = Arrays.copyOf(expires, length);
        deadlines = Arrays.copyOf(deadlines, length);
    }

    /** A tick. */
    @Override
    public void run() {
        long now = clock.millis();
        long nanos = loop.nanoTime();
        for (int i = size - 1; i >= 0; i--) {
            if (i < size && (expires[i] <= now || deadlines[i] <= nanos)) {
                boolean expired = expires[i] <= now;
                expires[i] = NEVER;
                deadlines[i] = NEVER;
                (expired ? counts.expired : counts.timeouts).add(1);
                seats[i].end(expired ? "expired" : "not authenticated in time");
            }
        }
        ticking = size > 0;
        if (ticking) {
            next = loop.schedule(TICK, this);
        }
    }

    void revoke(String name) {
        for (int i = size - 1; i >= 0; i--) {
            if (i < size && seats[i].isNamed(name)) {
                revoke(seats[i]);
            }
        }
    }

    void revoke(Seat seat) {
        counts.revoked.add(1);
        seat.end("revoked");
    }

    /** Runs a task on the loop, at once when that is where the caller is. */
    void onLoop(Runnable task) {
        if (loop.inLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    /** Ends the ticks. Any thread, when the last connection has ended. */
    void close() {
        loop.execute(() -> {
            if (next != null) {
                next.cancel();
            }
        });
    }
}
