package io.longwire.ws.runtime;

import io.longwire.ws.spi.Meter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** The counts that {@code server.counters()} shows; what the application's meters are told too. */
final class Counters implements Meter {
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<String, LongSupplier> reads = new ConcurrentHashMap<>();
    private final List<Meter> others;

    Counters(List<Meter> others) {
        this.others = others.stream().<Meter>map(ContainedMeter::new).toList();
    }

    @Override
    public Counter counter(String name, String... labels) {
        LongAdder count = count(name, labels);
        Counter[] told =
                others.stream().map(meter -> meter.counter(name, labels)).toArray(Counter[]::new);
        return n -> {
            count.add(n);
            for (Counter other : told) {
                other.add(n);
            }
        };
    }

    @Override
    public Histogram histogram(String name, String... labels) {
        LongAdder values = count(name + ".count", labels);
        LongAdder sum = count(name + ".sum", labels);
        Histogram[] told =
                others.stream().map(meter -> meter.histogram(name, labels)).toArray(Histogram[]::new);
        return value -> {
            values.increment();
            sum.add(value);
            for (Histogram other : told) {
                other.record(value);
            }
        };
    }

    @Override
    public void total(String name, LongSupplier read, String... labels) {
        reads.put(key(name, labels), read);
        others.forEach(meter -> meter.total(name, read, labels));
    }

    @Override
    public void gauge(String name, LongSupplier read, String... labels) {
        reads.put(key(name, labels), read);
        others.forEach(meter -> meter.gauge(name, read, labels));
    }

    Map<String, Long> read() {
        Map<String, Long> read = new TreeMap<>();
        counts.forEach((name, count) -> read.put(name, count.sum()));
        reads.forEach((name, value) -> read.put(name, value.getAsLong()));
        return read;
    }

    private LongAdder count(String name, String... labels) {
        return counts.computeIfAbsent(key(name, labels), any -> new LongAdder());
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
