package io.longwire.ws.transport.netty;

import io.longwire.ws.spi.Cancellable;
import io.longwire.ws.spi.Loop;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One of Netty's threads, and what all its wires share. */
final class NettyLoop implements Loop {
    private final SingleThreadEventLoop thread;
    private final ReceiveBuffer reads;
    private final UnixOutput unixOutput = new UnixOutput();
    private @Nullable NettyWire first; // of the list of wires that live here; it goes through the wires themselves
    private @Nullable Runnable whenEmpty;

    NettyLoop(SingleThreadEventLoop thread, int receiveBuffer) {
        this.thread = thread;
        this.reads = new ReceiveBuffer(receiveBuffer);
    }

    SingleThreadEventLoop thread() {
        return thread;
    }

    ReceiveBuffer reads() {
        return reads;
    }

    UnixOutput unixOutput() {
        return unixOutput;
    }

    /** A wire comes to live here. Loop only. */
    void add(NettyWire wire) {
        wire.next = first;
        if (first != null) {
            first.previous = wire;
        }
        first = wire;
        if (whenEmpty != null) {
            wire.cut();
        }
    }

    /** A wire has ended, and all has been said to its receiver. Loop only. */
    void remove(NettyWire wire) {
        if (wire.previous == null) {
            first = wire.next;
        } else {
            wire.previous.next = wire.next;
        }
        if (wire.next != null) {
            wire.next.previous = wire.previous;
        }
        wire.previous = null; // else who still knows this wire would hold those that were its neighbours
        wire.next = null;
        if (first == null && whenEmpty != null) {
            whenEmpty.run();
        }
    }

    /** Cuts all wires, also those that are still to come, and tells when none is left. Any thread. */
    void empty(Runnable told) {
        execute(() -> {
            whenEmpty = told;
            for (NettyWire wire = first, next; wire != null; wire = next) {
                next = wire.next;
                wire.cut();
            }
            if (first == null) {
                told.run();
            }
        });
    }

    @Override
    public void execute(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException ended) {
            // The loop has ended; then tasks are dropped.
        }
    }

    /** Runs a task when the sockets have been looked at once more. Any thread. */
    void nextTurn(Runnable task) {
        execute(() -> atTurnEnd(() -> execute(task)));
    }

    @Override
    public boolean inLoop() {
        return thread.inEventLoop();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        try {
            Future<?> timer = thread.schedule(() -> run(task), Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
            return () -> cancel(timer);
        } catch (RejectedExecutionException ended) {
            return () -> {};
        }
    }

    @Override
    public void atTurnEnd(Runnable once) {
        // Netty runs these after the reads, timers and tasks of this turn until none is left, whoever queued the tasks.
        thread.executeAfterEventLoopIteration(once);
    }

    /** Netty logs what a task throws, but keeps what a timer throws in a future that nobody reads. */
    private static void run(Runnable due) {
        try {
            due.run();
        } catch (Throwable thrown) {
            uncaught(thrown);
        }
    }

    /** Says of an exception what the thread's handler says; the loop goes on. Loop only. */
    static void uncaught(Throwable thrown) {
        Thread self = Thread.currentThread();
        self.getUncaughtExceptionHandler().uncaughtException(self, thrown);
    }

    private static void cancel(Future<?> timer) {
        try {
            timer.cancel(false);
        } catch (RejectedExecutionException ended) {
            // The loop has ended and its timers with it.
        }
    }
}
