package io.longwire.ws.testkit;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** One direction of a {@link FaultProxy}: how bytes pass. Any thread; each method holds at once. */
public final class FaultFlow {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private long credit = Long.MAX_VALUE;
    private int segment = Integer.MAX_VALUE;
    private long delayNanos;
    private long nanosPerByte;
    private long freeAt = System.nanoTime();
    private boolean dropping;
    private long passed;

    FaultFlow() {}

    /** Holds all bytes back until {@link #pass} or {@link #release}. The sender notices nothing until its buffers are full. */
    public synchronized void hold() {
        credit = 0;
        notifyAll();
    }

    /** Lets so many more bytes pass, and holds what comes after them. */
    public synchronized void pass(long bytes) {
        credit = credit == Long.MAX_VALUE ? bytes : credit + bytes;
        notifyAll();
    }

    /** Lets everything pass again. */
    public synchronized void release() {
        credit = Long.MAX_VALUE;
        notifyAll();
    }

    /** Sends at most so many bytes at once, each time as a segment of its own. */
    public synchronized void segments(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("a segment has 1 byte or more");
        }
        segment = bytes;
    }

    /** Keeps what arrives for so long, in real time. */
    public synchronized void delay(Duration each) {
        delayNanos = each.toNanos();
    }

    /** Lets so many bytes pass in a second, in real time; 0 for any number. */
    public synchronized void rate(int bytesPerSecond) {
        nanosPerByte = bytesPerSecond == 0 ? 0 : Duration.ofSeconds(1).toNanos() / bytesPerSecond;
        freeAt = System.nanoTime();
    }

    /** Throws away what arrives (true), the end of a stream too, or goes on with what comes next (false). */
    public synchronized void drop(boolean all) {
        dropping = all;
        notifyAll();
    }

    /** How many bytes have passed so far. */
    public synchronized long passed() {
        return passed;
    }

    /**
     * Waits until so many bytes have passed since the proxy was made.
     *
     * @throws AssertionError when they have not after 20 s
     */
    public synchronized void await(long bytes) throws InterruptedException {
        await(this, () -> passed >= bytes, () -> passed + " of " + bytes + " bytes have passed");
    }

    static void await(Object monitor, BooleanSupplier condition, Supplier<String> otherwise)
            throws InterruptedException {
        synchronized (monitor) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!condition.getAsBoolean()) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new AssertionError(otherwise.get());
                }
                monitor.wait(left);
            }
        }
    }

    /**
     * Waits until some bytes may pass.
     *
     * @param waiting how many there are
     * @param arrived when they came
     * @param ended whether nobody wants them any more
     * @return how many; -1 when they are to be thrown away
     */
    synchronized int admit(int waiting, long arrived, BooleanSupplier ended) throws InterruptedException {
        while (true) {
            if (dropping || ended.getAsBoolean()) {
                return -1;
            }
            long now = System.nanoTime();
            long early = Math.max(arrived + delayNanos - now, nanosPerByte == 0 ? 0 : freeAt - now);
            if (credit > 0 && early <= 0) {
                int size = (int) Math.min(Math.min(waiting, segment), credit);
                credit -= credit == Long.MAX_VALUE ? 0 : size;
                freeAt = Math.max(freeAt, now) + nanosPerByte * size;
                return size;
            }
            if (credit > 0) {
                wait(early / 1_000_000, (int) (early % 1_000_000));
            } else {
                wait();
            }
        }
    }

    /** Waits until the end of a stream may pass, which is after all bytes. Whether it may. */
    synchronized boolean admitEnd(BooleanSupplier ended) throws InterruptedException {
        while (credit == 0 && !dropping && !ended.getAsBoolean()) {
            wait();
        }
        return !dropping && !ended.getAsBoolean();
    }

    synchronized void passed(int bytes) {
        passed += bytes;
        notifyAll();
    }

    /** Lets those who wait look again. */
    synchronized void wake() {
        notifyAll();
    }
}
