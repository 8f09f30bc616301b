package io.longwire.ws.runtime;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A worker's queue: whoever must run does, as the executor would; nothing is left, and no two runs overlap. */
@JCStressTest
@Outcome(id = "3, 0", expect = Expect.ACCEPTABLE, desc = "all of it, by one at a time")
@Outcome(expect = Expect.FORBIDDEN, desc = "left lying, or two ran together")
@State
public class SignalsStress {
    private final Signals signals = new Signals();
    private final ConcurrentLinkedQueue<Integer> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger overlaps = new AtomicInteger();
    /** Plain: each run must see what the one before wrote. */
    private int delivered;

    private void bring() {
        queue.add(1);
        if (signals.raise()) {
            if (running.incrementAndGet() > 1) {
                overlaps.incrementAndGet();
            }
            int seen = signals.seen();
            do {
                for (Integer next = queue.poll(); next != null; next = queue.poll()) {
                    delivered += next;
                }
                running.decrementAndGet(); // the next run may begin as soon as the count is zero
                seen = signals.lower(seen);
                if (seen != 0) {
                    running.incrementAndGet();
                }
            } while (seen != 0);
        }
    }

    @Actor
    public void first() {
        bring();
    }

    @Actor
    public void second() {
        bring();
        bring();
    }

    @Arbiter
    public void rest(II_Result result) {
        result.r1 = delivered;
        result.r2 = overlaps.get();
    }
}
