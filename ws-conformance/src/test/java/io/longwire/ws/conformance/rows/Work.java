package io.longwire.ws.conformance.rows;

import io.longwire.ws.spi.Receiver;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the calls that a loop makes into the engine, and keeps what is thrown out of them, which should be nothing. */
final class Work {
    private final AtomicLong turns = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final Queue<Throwable> escaped = new ConcurrentLinkedQueue<>();

    long turns() {
        return turns.get();
    }

    /** Connections that were made, in either direction. */
    long accepted() {
        return accepted.get();
    }

    void accept() {
        accepted.incrementAndGet();
    }

    /** Bytes that were read and given to the engine. */
    long bytes() {
        return bytes.get();
    }

    /** What left the engine since the last call. */
    List<Throwable> takeEscaped() {
        List<Throwable> taken = List.copyOf(escaped);
        escaped.removeAll(taken);
        return taken;
    }

    void turn() {
        turns.incrementAndGet();
    }

    Runnable counted(Runnable task) {
        return () -> run(task);
    }

    Receiver counted(Receiver receiver) {
        return new Receiver() {
            @Override
            public void onBytes(ByteBuffer read) {
                bytes.addAndGet(read.remaining());
                run(() -> receiver.onBytes(read));
            }

            @Override
            public void onWritable() {
                run(receiver::onWritable);
            }

            @Override
            public void onEnd() {
                run(receiver::onEnd);
            }

            @Override
            public void onClosed(Throwable cause) {
                run(() -> receiver.onClosed(cause));
            }
        };
    }

    private void run(Runnable call) {
        turn();
        try {
            call.run();
        } catch (RuntimeException | Error failure) {
            escaped.add(failure);
            throw failure;
        }
    }
}
