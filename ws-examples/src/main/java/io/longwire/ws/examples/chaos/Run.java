package io.longwire.ws.examples.chaos;

import io.longwire.ws.broadcast.testkit.HistoryChecker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The peers of a run: subscribers, publishers, and the judge of what they saw. */
final class Run implements AutoCloseable {
    private static final int PUBLISHERS = 10;
    /** One in so many connects through a proxy, where it can be cut. */
    private static final int THROUGH_PROXY = 10;

    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);
    /** After all has come, so that what comes too often comes too. */
    private static final long REST = TimeUnit.SECONDS.toNanos(1);

    private final HistoryChecker judge = new HistoryChecker();
    private final Peers peers;
    private final List<Subscriber> subscribers = new ArrayList<>();
    private final List<Publisher> publishers = new ArrayList<>();
    private final Load load;

    Run(Nodes nodes, int clients, int topics, int rate) {
        peers = new Peers(nodes);
        for (int i = 0; i < clients; i++) {
            String topic = ChaosNodeCommand.topic(i % topics);
            subscribers.add(new Subscriber(peers, judge, i, topic, i % THROUGH_PROXY == 0));
        }
        for (int i = 0; i < PUBLISHERS; i++) {
            publishers.add(new Publisher(peers, judge, i % THROUGH_PROXY == 0));
        }
        load = new Load(publishers, topics, rate);
    }

    Load load() {
        return load;
    }

    /** Connects all, and begins to publish once they are there. */
    void start() {
        publishers.forEach(Publisher::connect);
        subscribers.forEach(Subscriber::connect);
        await(() -> absent() == 0);
        load.start();
    }

    /** Connections that were opened. */
    long connections() {
        return peers.connections();
    }

    /** Publishes no more, waits until everything has come, or a minute, and judges. */
    Outcome end() throws InterruptedException {
        load.end();
        await(() -> load.waiting() == 0 && absent() == 0);
        await(() -> judge.check().lost() == 0);
        LockSupport.parkNanos(REST);
        return new Outcome(judge.check(), load.waiting(), absent(), peers.unexplained());
    }

    private int absent() {
        return (int) subscribers.stream().filter(one -> !one.isListening()).count();
    }

    private static void await(BooleanSupplier met) {
        long start = System.nanoTime();
        while (!met.getAsBoolean() && System.nanoTime() - start < PATIENCE) {
            LockSupport.parkNanos(LOOK);
        }
    }

    @Override
    public void close() {
        load.stop();
        peers.close();
    }
}
