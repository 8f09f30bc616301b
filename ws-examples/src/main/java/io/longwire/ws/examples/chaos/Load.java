package io.longwire.ws.examples.chaos;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Publishes at a rate, in all topics in turn, each publication by the next publisher. What is late is made up for. */
final class Load {
    private static final long STEP = TimeUnit.MILLISECONDS.toNanos(5);

    private final List<Publisher> publishers;
    private final int topics;
    private final int rate;
    private final Thread thread = new Thread(this::run, "chaos-load");
    private volatile long begun;
    private volatile boolean over;

    Load(List<Publisher> publishers, int topics, int rate) {
        this.publishers = List.copyOf(publishers);
        this.topics = topics;
        this.rate = rate;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        long start = System.nanoTime();
        long published = 0;
        while (!over) {
            for (long due = (long) ((System.nanoTime() - start) / 1e9 * rate); published < due; published++) {
                Publisher next = publishers.get((int) (published % publishers.size()));
                next.publish(ChaosNodeCommand.topic((int) (published % topics)), "p" + published);
            }
            begun = published;
            LockSupport.parkNanos(STEP);
        }
    }

    /** How many were acknowledged so far, nearly. */
    long acknowledged() {
        return Math.max(0, begun - waiting());
    }

    /** How many were not acknowledged yet. */
    int waiting() {
        return publishers.stream().mapToInt(Publisher::waiting).sum();
    }

    /** Waits until one is acknowledged, at most so long; whether it was. */
    boolean awaitAcknowledged(long nanos) {
        long since = System.nanoTime();
        while (publishers.stream().allMatch(one -> one.lastAcknowledged() - since < 0)) {
            if (System.nanoTime() - since > nanos) {
                return false;
            }
            LockSupport.parkNanos(STEP);
        }
        return true;
    }

    /** Publishes no more, soon. */
    void stop() {
        over = true;
    }

    /** Publishes no more. */
    void end() throws InterruptedException {
        stop();
        thread.join();
    }
}
