package io.longwire.ws.runtime;

import io.longwire.ws.spi.Meter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** The counts that {@code server.counters()} shows; what the application's meters are told too. */
final class Counters implements Meter {
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final List<Meter> others;

    Counters(List<Meter> others) {
        this.others = List.copyOf(others);
    }

    @Override
    public Counter counter(String name, String... labels) {
        LongAdder count = counts.computeIfAbsent(key(name, labels), any -> new LongAdder());
        List<Counter> told =
                others.stream().map(meter -> meter.counter(name, labels)).toList();
        return n -> {
            count.add(n);
            told.forEach(counter -> counter.add(n));
        };
    }

    @Override
    public Histogram histogram(String name, String... labels) {
        LongAdder values = counts.computeIfAbsent(key(name + ".count", labels), any -> new LongAdder());
        LongAdder sum = counts.computeIfAbsent(key(name + ".sum", labels), any -> new LongAdder());
        List<Histogram> told =
                others.stream().map(meter -> meter.histogram(name, labels)).toList();
        return value -> {
            values.increment();
            sum.add(value);
            told.forEach(histogram -> histogram.record(value));
        };
    }

    Map<String, Long> read() {
        Map<String, Long> read = new TreeMap<>();
        counts.forEach((name, count) -> read.put(name, count.sum()));
        return read;
    }

    private static String key(String name, String... labels) {
        if (labels.length == 0) {
            return name;
        }
        StringBuilder key = new StringBuilder(name).append('{');
        for (int i = 0; i + 1 < labels.length; i += 2) {
            key.append(i == 0 ? "" : ",").append(labels[i]).append('=').append(labels[i + 1]);
        }
        return key.append('}').toString();
    }
}
