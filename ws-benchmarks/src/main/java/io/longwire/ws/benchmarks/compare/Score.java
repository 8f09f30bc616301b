package io.longwire.ws.benchmarks.compare;

import io.longwire.ws.benchmarks.server.Contestant;
import io.longwire.ws.benchmarks.server.Usage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.HdrHistogram.Histogram;

/** What one contestant did in one case. */
final class Score {
    private final Contestant contestant;
    private final List<Double> micros = new ArrayList<>();
    private final List<Double> rates = new ArrayList<>();
    private final List<Double> allocated = new ArrayList<>();
    private final Histogram latency = new Histogram(3);
    private String failure = "";

    Score(Contestant contestant) {
        this.contestant = contestant;
    }

    void round(long messages, double seconds, Usage used) {
        micros.add(used.cpu() / 1e3 / messages);
        rates.add(messages / seconds);
        allocated.add((double) used.allocated() / messages);
    }

    void latencies(Histogram more) {
        latency.add(more);
    }

    void failed(String sentence) {
        failure = sentence;
    }

    Contestant contestant() {
        return contestant;
    }

    /** Why it has no figures, or empty. */
    String failure() {
        return failure;
    }

    boolean counts() {
        return failure.isEmpty() && !micros.isEmpty();
    }

    /** CPU of the server's process per message in microseconds, one a round. */
    List<Double> micros() {
        return Collections.unmodifiableList(micros);
    }

    double median() {
        return median(micros);
    }

    double lowest() {
        return Collections.min(micros);
    }

    /** Messages a second. */
    double rate() {
        return median(rates);
    }

    /** Bytes on the heap per message. */
    double allocation() {
        return median(allocated);
    }

    Histogram latency() {
        return latency;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
