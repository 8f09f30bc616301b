package io.longwire.ws.testkit;

import io.longwire.ws.spi.Meter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A meter that keeps what it was given. Instruments are told apart by name and labels, as {@code name{label=value}}. Any thread. */
public final class RecordingMeter implements Meter {
    private final Map<String, AtomicLong> counters = new ConcurrentHashMap<>();
    private final Map<String, List<Long>> histograms = new ConcurrentHashMap<>();

    private final Map<String, LongSupplier> reads = new ConcurrentHashMap<>();

    /** A meter with no counts. */
    public RecordingMeter() {}

    @Override
    public Counter counter(String name, String... labels) {
        return counters.computeIfAbsent(full(name, labels), key -> new AtomicLong())::addAndGet;
    }

    @Override
    public Histogram histogram(String name, String... labels) {
        return histograms.computeIfAbsent(full(name, labels), key -> Collections.synchronizedList(new ArrayList<>()))
                ::add;
    }

    /** The count of a counter; 0 when nobody made it. */
    public long count(String name) {
        AtomicLong counter = counters.get(name);
        return counter == null ? 0 : counter.get();
    }

    /** All counts by name, those that are 0 too. A copy. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        counters.forEach((name, count) -> counts.put(name, count.get()));
        return counts;
    }

    /** What a histogram was given, in order; empty when nobody made it. */
    public List<Long> recorded(String name) {
        List<Long> values = histograms.getOrDefault(name, List.of());
        synchronized (values) {
            return List.copyOf(values);
        }
    }

    @Override
    public void total(String name, LongSupplier read, String... labels) {
        reads.put(full(name, labels), read);
    }

    @Override
    public void gauge(String name, LongSupplier read, String... labels) {
        reads.put(full(name, labels), read);
    }

    /** What a total or gauge shows now; 0 when nobody made it. */
    public long read(String name) {
        return reads.getOrDefault(name, () -> 0).getAsLong();
    }

    private static String full(String name, String... labels) {
        var full = new StringBuilder(name);
        for (int i = 0; i < labels.length; i += 2) {
            full.append(i == 0 ? '{' : ',').append(labels[i]).append('=').append(labels[i + 1]);
        }
        return labels.length == 0 ? name : full.append('}').toString();
    }
}
