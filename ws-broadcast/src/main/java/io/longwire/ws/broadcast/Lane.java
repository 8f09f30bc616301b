package io.longwire.ws.broadcast;

import io.longwire.ws.spi.Loop;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What the topics have for one loop, in order: any thread appends, the loop does it at the end of a turn. However many
 * publications there are, it is one task for the loop.
 *
 * <p>The steps are a stack that threads push onto; the loop takes all of it at once and turns it round.
 */
final class Lane implements Runnable {
    /** After so many the loop gets to its sockets again before it goes on: some 10 ms. */
    private static final int SENDS_PER_TURN = 20_000;

    private final Loop loop;
    private final long maxPending;
    private final Counts counts;
    private final AtomicReference<@Nullable Step> newest = new AtomicReference<>();
    private final AtomicLong pending = new AtomicLong();
    private final AtomicBoolean awake = new AtomicBoolean();
    private final Runnable join = this::joinTurn;
    /** Taken by the loop and not yet done, the oldest first. */
    private @Nullable Step oldest;

    Lane(Loop loop, long maxPending, Counts counts) {
        this.loop = loop;
        this.maxPending = maxPending;
        this.counts = counts;
    }

    /** Checked before adding, so a message of any size passes when there is room at all. */
    boolean hasRoom() {
        return pending.get() < maxPending;
    }

    /** The caller wakes the lane afterwards, when it holds no lock. */
    void append(Step step) {
        pending.addAndGet(step.weight());
        Step older;
        do {
            older = newest.get();
            step.next = older;
        } while (!newest.compareAndSet(older, step));
    }

    /** Sees to it that what was appended before this call is done. */
    void wake() {
        if (!awake.get() && awake.compareAndSet(false, true)) {
            if (loop.inLoop()) {
                joinTurn();
            } else {
                loop.execute(join);
            }
        }
    }

    void later(Runnable task) {
        loop.execute(task);
    }

    private void joinTurn() {
        loop.atTurnEnd(this);
    }

    /** The end of a turn. */
    @Override
    public void run() {
        // First, so that who appends after we looked wakes us again.
        awake.set(false);
        int left = SENDS_PER_TURN;
        while (left > 0 && (oldest != null || takeAll())) {
            left -= doOldest();
        }
        if ((oldest != null || newest.get() != null) && awake.compareAndSet(false, true)) {
            loop.execute(join);
        }
    }

    private boolean takeAll() {
        Step step = newest.getAndSet(null);
        while (step != null) {
            Step older = step.next;
            step.next = oldest;
            oldest = step;
            step = older;
        }
        return oldest != null;
    }

    /** Does the oldest step, and with a publication those that follow it in the same topic. Returns what it took of a turn. */
    private int doOldest() {
        Step first = oldest;
        if (first == null) {
            return 0;
        }
        Step end = first.next;
        int effort = 1;
        if (first.joining != null) {
            first.seats.greet(first.joining, first.greeting, counts);
            first.seats.add(first.joining);
            effort += first.greeting.size();
            pending.addAndGet(-first.weight());
        } else if (first.leaving != null) {
            first.seats.remove(first.leaving);
        } else {
            int sends = first.seats.size();
            long weight = first.weight();
            effort += sends;
            while (end != null && end.isForAll() && end.seats == first.seats && effort < SENDS_PER_TURN) {
                weight += end.weight();
                effort += sends;
                end = end.next;
            }
            first.seats.deliver(first, end, counts);
            pending.addAndGet(-weight);
        }
        oldest = end;
        return effort;
    }
}
