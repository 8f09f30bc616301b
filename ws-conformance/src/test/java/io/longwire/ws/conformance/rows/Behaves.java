package io.longwire.ws.conformance.rows;

import java.util.LinkedHashMap;
import java.util.Map;

/** What only one row expects: judged by the row itself. */
final class Behaves implements Expected {
    /** Brings the connection to its end and judges it. */
    @FunctionalInterface
    interface Judge {
        void judge(Play play, Complaints complaints) throws Exception;
    }

    private final String name;
    private final Judge judge;
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private Noise noise = Noise.NONE;
    private boolean chance;

    /** @param name as it stands in the table */
    Behaves(String name, Judge judge) {
        this.name = name;
        this.judge = judge;
    }

    Behaves counting(String counter, long by) {
        counts.put(counter, by);
        return this;
    }

    Behaves loud(Noise louder) {
        noise = louder;
        return this;
    }

    Behaves byChance() {
        chance = true;
        return this;
    }

    @Override
    public boolean isChance() {
        return chance;
    }

    @Override
    public void judge(Play play, Complaints complaints) throws Exception {
        judge.judge(play, complaints);
    }

    @Override
    public Map<String, Long> counts(Play play) {
        return counts;
    }

    @Override
    public Noise noise() {
        return noise;
    }

    @Override
    public String toString() {
        return name;
    }
}
