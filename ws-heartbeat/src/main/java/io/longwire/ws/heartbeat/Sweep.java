package io.longwire.ws.heartbeat;

import io.longwire.ws.WebSocket;
import io.longwire.ws.spi.Cancellable;
import io.longwire.ws.spi.Loop;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Looks after the connections of one loop, on that loop. There is one timer for all of them: each tick visits a fifth of
 * the connections, so a visit comes every five ticks and no tick is long.
 *
 * <p>Time is counted in milliseconds that this loop was awake. A tick that comes much too late (a collection, a SIGSTOP, a
 * callback that blocked) counts as one tick, so every peer keeps the time that it had left; and it visits nobody, because
 * what arrived meanwhile may not have been read yet. Only when the ticks are late one after the other are there visits
 * all the same.
 */
final class Sweep implements Runnable {
    private static final int SLICES = 5;
    private static final int LATE = 5;
    private static final int FEWEST = 16;

    final HeartbeatSettings settings;
    final Counts counts;
    private final Loop loop;
    private final Duration tick;
    private final int silence;
    private final SplittableRandom random = new SplittableRandom();
    private final int salt = random.nextInt();
    private final ByteBuffer payload = ByteBuffer.allocate(Long.BYTES);

    private Pulse[] pulses = new Pulse[FEWEST];
    private int size;
    private int cursor;
    private boolean ticking;
    private @Nullable Cancellable next;
    private boolean late;
    private long tickedAt;
    private long awakeNanos;

    Sweep(Loop loop, HeartbeatSettings settings, Counts counts) {
        this.loop = loop;
        this.settings = settings;
        this.counts = counts;
        this.tick = settings.tick();
        this.silence = (int)
                settings.interval().or(settings::idleTimeout).orElseThrow().toMillis();
    }

    Pulse add(WebSocket socket) {
        if (size == pulses.length) {
            pulses = Arrays.copyOf(pulses, size + (size >> 1));
        }
        var pulse = new Pulse(socket, this);
        pulses[size++] = pulse;
        if (!ticking) {
            ticking = true;
            tickedAt = loop.nanoTime();
            next = loop.schedule(tick, this);
        }
        return pulse;
    }

    /** Ends the ticks. Any thread, when the last connection has ended. */
    void close() {
        loop.execute(() -> {
            if (next != null) {
                next.cancel();
            }
        });
    }

    /** A tick. */
    @Override
    public void run() {
        try {
            if (passTime()) {
                for (int share = (size + SLICES - 1) / SLICES; share > 0; share--) {
                    visitNext();
                }
            }
        } finally {
            ticking = size > 0;
            if (ticking) {
                next = loop.schedule(tick, this);
            }
        }
    }

    /** Whether this tick visits. */
    private boolean passTime() {
        long now = loop.nanoTime();
        long passed = now - tickedAt;
        boolean wasLate = late;
        late = passed > tick.toNanos() * LATE;
        tickedAt = now;
        awakeNanos += late ? tick.toNanos() : passed;
        return !late || wasLate;
    }

    private void visitNext() {
        cursor = cursor < size ? cursor : 0;
        if (pulses[cursor].isGone()) {
            remove(cursor);
        } else {
            pulses[cursor++].visit();
        }
    }

    // Gone ones leave here and not at onClose: so a pulse need not know its index.
    @SuppressWarnings("NullAway") // a free place of the array
    private void remove(int index) {
        pulses[index] = pulses[--size];
        pulses[size] = null;
        if (size < pulses.length / 4 && pulses.length > FEWEST) {
            pulses = Arrays.copyOf(pulses, Math.max(FEWEST, pulses.length / 2));
        }
    }

    /** The time that this loop was awake, in milliseconds; wraps around after 49 days. */
    int clock() {
        return (int) (awakeNanos / 1_000_000);
    }

    /** The loop's time in microseconds; wraps around after 71 minutes. */
    int micros() {
        return (int) (loop.nanoTime() / 1_000);
    }

    /** How long a peer that was just heard may be silent before something is done, in milliseconds. */
    int nextSilence() {
        return settings.interval().isEmpty()
                ? silence
                : (int) (silence * (1 - settings.jitter() * random.nextDouble()));
    }

    /**
     * The same for a connection that just opened: a random part of the interval, so that the Pings of a crowd that
     * connected at once are spread over all of it.
     */
    int firstSilence() {
        return settings.interval().isEmpty() ? silence : random.nextInt(1, silence + 1);
    }

    /** The payload of a Ping that is sent at a time; the salt keeps another's Pongs apart. */
    ByteBuffer payload(int sentMicros) {
        return payload.putLong(0, stamp(sentMicros)).clear();
    }

    long stamp(int sentMicros) {
        return (long) salt << 32 | Integer.toUnsignedLong(sentMicros);
    }
}
