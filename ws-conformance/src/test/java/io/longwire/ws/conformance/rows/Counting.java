package io.longwire.ws.conformance.rows;

import java.util.Map;
import java.util.TreeMap;

/** What another expects, and more counters that move, and a louder log. */
final class Counting implements Expected {
    private final Expected other;
    private final Map<String, Long> more = new TreeMap<>();
    private Noise noise;

    Counting(Expected other) {
        this.other = other;
        this.noise = other.noise();
    }

    Counting more(String counter, long by) {
        more.put(counter, by);
        return this;
    }

    Counting loud(Noise louder) {
        noise = louder;
        return this;
    }

    @Override
    public void judge(Play play, Complaints complaints) throws Exception {
        other.judge(play, complaints);
    }

    @Override
    public Map<String, Long> counts(Play play) {
        Map<String, Long> all = new TreeMap<>(other.counts(play));
        more.forEach((counter, by) -> all.merge(counter, by, Long::sum));
        return all;
    }

    @Override
    public Noise noise() {
        return noise;
    }

    @Override
    public String toString() {
        return other.toString();
    }
}
