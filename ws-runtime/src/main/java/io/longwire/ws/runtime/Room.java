package io.longwire.ws.runtime;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that wait for room. One notes that it waits and then looks for room; who makes room looks for notes afterwards, so one of
 * the two sees the other. Any thread.
 */
final class Room {
    /** A thread that waits. */
    static final class Waiter {
        private final Thread thread = Thread.currentThread();
        private volatile boolean over;

        /** Its time is over. */
        void end() {
            over = true;
            LockSupport.unpark(thread);
        }

        boolean isOver() {
            return over;
        }
    }

    private final Queue<Waiter> waiters = new ConcurrentLinkedQueue<>();

    /** Notes that this thread waits: it looks for room now, and parks when there is none. */
    Waiter enter() {
        Waiter self = new Waiter();
        waiters.add(self);
        return self;
    }

    void leave(Waiter self) {
        waiters.remove(self);
    }

    /** There is room: those who wait look again. Returns whether anybody does. */
    boolean tell() {
        if (waiters.isEmpty()) {
            return false;
        }
        waiters.forEach(waiter -> LockSupport.unpark(waiter.thread));
        return true;
    }
}
