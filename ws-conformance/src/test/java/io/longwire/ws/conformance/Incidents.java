package io.longwire.ws.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.spi.Meter;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The meter of a test: what moved, and a moment to wait for. Histograms move by their name alone, for how long things take is no
 * matter here.
 */
final class Incidents implements Meter {
    private final Map<String, Long> moved = new TreeMap<>();
    private final Map<String, LongSupplier> shown = new TreeMap<>();
    private final String last;
    private final CountDownLatch seen;

    /**
     * @param last the incident that comes when all others have, as {@code name} without labels
     * @param times how often
     */
    Incidents(String last, int times) {
        this.last = last;
        this.seen = new CountDownLatch(times);
    }

    private void move(String name, String key, long by) {
        if (by == 0) {
            return;
        }
        synchronized (moved) {
            moved.merge(key, by, Long::sum);
            moved.notifyAll();
        }
        if (name.equals(last)) {
            seen.countDown();
        }
    }

    /** What moved, when the last of it has. */
    Map<String, Long> await() throws InterruptedException {
        assertThat(seen.await(60, TimeUnit.SECONDS)).as(last).isTrue();
        synchronized (moved) {
            return new TreeMap<>(moved);
        }
    }

    /** As {@link #await()}, when these have moved too: a worker may count what is left to it after the end was told. */
    Map<String, Long> await(Set<String> others) throws InterruptedException {
        await();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        synchronized (moved) {
            while (!moved.keySet().containsAll(others) && System.nanoTime() - until < 0) {
                TimeUnit.SECONDS.timedWait(moved, 1);
            }
            return new TreeMap<>(moved);
        }
    }

    /** What a total or a gauge shows. */
    long shown(String key) {
        return shown.get(key).getAsLong();
    }

    Set<String> shown() {
        return shown.keySet();
    }

    @Override
    public Counter counter(String name, String... labels) {
        String key = key(name, labels);
        return n -> move(name, key, n);
    }

    @Override
    public Histogram histogram(String name, String... labels) {
        String key = key(name, labels);
        return value -> {
            assertThat(value).as(key).isNotNegative();
            move(name, key, 1);
        };
    }

    @Override
    public void total(String name, LongSupplier read, String... labels) {
        shown.put(key(name, labels), read);
    }

    @Override
    public void gauge(String name, LongSupplier read, String... labels) {
        shown.put(key(name, labels), read);
    }

    private static String key(String name, String... labels) {
        StringBuilder key = new StringBuilder(name);
        for (int i = 0; i < labels.length; i += 2) {
            key.append(i == 0 ? "{" : ",").append(labels[i]).append('=').append(labels[i + 1]);
        }
        return labels.length == 0 ? name : key.append('}').toString();
    }
}
