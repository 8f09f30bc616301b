package io.longwire.ws.examples.chaos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** What is done to Redis and the nodes, spread over the run: each kind evenly, beginning at its own part of its interval. */
final class Faults {
    private static final long REDIS_IS_DOWN = TimeUnit.SECONDS.toNanos(1);
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);
    private static final int PAUSE_SECONDS = 3;

    /**
     * How many of each.
     *
     * @param redis how often Redis is killed
     * @param node how often each node is killed
     * @param pause how often a node stands still
     * @param cut how often the connections of a node that go through a proxy are cut
     */
    record Counts(int redis, int node, int pause, int cut) {}

    private record Fault(double second, int number, Act act) {}

    @FunctionalInterface
    private interface Act {
        void go(int number) throws IOException, InterruptedException;
    }

    private final Redis redis;
    private final Nodes nodes;
    private final Load load;
    private final Consumer<String> told;
    private final List<Fault> table = new ArrayList<>();
    private double longest;

    Faults(Redis redis, Nodes nodes, Load load, Consumer<String> told) {
        this.redis = redis;
        this.nodes = nodes;
        this.load = load;
        this.told = told;
    }

    void plan(Counts counts, int nodeCount, double seconds) {
        add(counts.redis(), 0.5, seconds, number -> killRedis());
        add(counts.node() * nodeCount, 0.35, seconds, number -> {
            nodes.replace(number);
            told.accept("node " + number % nodeCount + " killed, and another started in its place");
        });
        add(counts.pause(), 0.2, seconds, number -> {
            nodes.get(number).pause(PAUSE_SECONDS);
            told.accept("node " + number % nodeCount + " stood still for " + PAUSE_SECONDS + " s");
        });
        add(counts.cut(), 0.8, seconds, number -> {
            nodes.get(number).cut();
            told.accept("connections to node " + number % nodeCount + " cut");
        });
        table.sort(Comparator.comparingDouble(Fault::second));
    }

    /** Does what is due. */
    void step(double second) throws IOException, InterruptedException {
        while (!table.isEmpty() && table.get(0).second() <= second) {
            Fault due = table.remove(0);
            due.act().go(due.number());
        }
    }

    /** The longest time in seconds from Redis's first answer after a restart to the first publication acknowledged. */
    double longestSilence() {
        return longest;
    }

    private void killRedis() throws IOException, InterruptedException {
        redis.kill();
        LockSupport.parkNanos(REDIS_IS_DOWN);
        redis.restart();
        long answered = System.nanoTime();
        boolean back = load.awaitAcknowledged(PATIENCE);
        double silence = (System.nanoTime() - answered) / 1e9;
        longest = Math.max(longest, silence);
        told.accept(String.format(
                Locale.ROOT,
                "Redis killed and restarted, publishing %s after %.2f s",
                back ? "again" : "NOT again",
                silence));
    }

    private void add(int count, double part, double seconds, Act act) {
        for (int i = 0; i < count; i++) {
            table.add(new Fault(seconds * (i + part) / count, i, act));
        }
    }
}
