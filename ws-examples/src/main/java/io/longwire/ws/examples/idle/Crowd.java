package io.longwire.ws.examples.idle;

import io.longwire.ws.ClientOptions;
import io.longwire.ws.Dispatch;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketClient;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The connections. Pings are the server's affair: this side sends none of its own accord. */
final class Crowd implements AutoCloseable {
    /** So many handshakes are under way at once: a server's backlog has an end. */
    private static final int AT_ONCE = 100;

    private final WebSocketClient client;
    private final List<Idler> idlers = new ArrayList<>();
    private final List<WebSocket> sockets = new ArrayList<>();

    Crowd(String transport) {
        client = WebSocketClient.builder()
                .transport(transport)
                .plugin(new Witness.Provider())
                .set("ws.plugins.heartbeat.enabled", false)
                .build();
    }

    /**
     * Opens connections.
     *
     * @param progress told how many are open, now and then
     */
    void open(URI uri, int count, IntConsumer progress) throws IOException, InterruptedException {
        Semaphore room = new Semaphore(AT_ONCE);
        AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
        ClientOptions options = ClientOptions.DEFAULTS.on(Dispatch.EVENT_LOOP);
        for (int i = 0; i < count && failed.get() == null; i++) {
            room.acquire();
            Idler idler = new Idler();
            idlers.add(idler);
            client.connect(uri, options, idler).whenComplete((socket, failure) -> {
                if (failure != null) {
                    failed.set(failure);
                } else {
                    add(socket);
                }
                room.release();
            });
            progress.accept(i + 1);
        }
        room.acquire(AT_ONCE);
        Throwable why = failed.get();
        if (why != null) {
            throw new IOException("connection " + sockets.size() + " did not open: " + why.getMessage(), why);
        }
    }

    private void add(WebSocket socket) {
        synchronized (sockets) {
            sockets.add(socket);
        }
    }

    /** Waits until the server has sent something on each connection, at most so long; how many heard it. */
    int awaitPings(long nanos, IntConsumer progress) {
        sockets.forEach(socket -> Witness.of(socket).listen());
        return await(nanos, progress, sockets, socket -> Witness.of(socket).hasHeard());
    }

    /** Pings all once, a few at a time; the round trips in nanoseconds, sorted, of those that were answered. */
    long[] roundTrips(long nanos) {
        for (int i = 0; i < sockets.size(); i++) {
            sockets.get(i)
                    .ping(ByteBuffer.allocate(Long.BYTES)
                            .putLong(System.nanoTime())
                            .flip());
            if (i % 20 == 19) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
            }
        }
        await(nanos, done -> {}, sockets, socket -> Witness.of(socket).roundTrip() > 0);
        return sockets.stream()
                .mapToLong(socket -> Witness.of(socket).roundTrip())
                .filter(time -> time > 0)
                .sorted()
                .toArray();
    }

    /** How many have ended. */
    int ended() {
        return (int) idlers.stream().filter(Idler::hasEnded).count();
    }

    /** Waits until all have ended, at most so long; how many ended by this code of the server, told once. */
    int awaitEnd(int code, long nanos, IntConsumer progress) {
        await(nanos, progress, idlers, Idler::hasEnded);
        client.close(); // no callback comes after this
        return (int) idlers.stream().filter(idler -> idler.endedBy(code)).count();
    }

    private static <T> int await(long nanos, IntConsumer progress, List<T> all, Predicate<T> met) {
        long deadline = System.nanoTime() + nanos;
        while (true) {
            int done = (int) all.stream().filter(met).count();
            progress.accept(done);
            if (done == all.size() || System.nanoTime() - deadline > 0) {
                return done;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
