package io.longwire.ws.runtime;

import io.longwire.ws.CloseReason;
import io.longwire.ws.Closed;
import io.longwire.ws.codec.Violation;
import io.longwire.ws.spi.ConnectionRecord;
import io.longwire.ws.spi.Meter;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The open sessions of a server or client: how many there are, how they end, and how all of them are ended. */
final class Sessions implements SessionListener {
    private final Consumer<SocketAddress> left;
    private final Runnable outOfMemory;
    private final AtomicInteger open = new AtomicInteger();
    private final CompletableFuture<Void> empty = new CompletableFuture<>();
    private final Meter.Counter opened;
    private final Closings closings;
    private final Meter.Counter failures;
    private final Ration logged = new Ration(Duration.ofSeconds(1));
    private final Meter.Counter slow;
    private final Map<Violation, Meter.Counter> violations;
    private volatile boolean ending;

    /**
     * @param left told of the peer of each that has ended
     * @param outOfMemory told when one has failed for want of memory
     */
    Sessions(Meter meter, Consumer<SocketAddress> left, Runnable outOfMemory) {
        this.left = left;
        this.outOfMemory = outOfMemory;
        this.opened = meter.counter("ws.connections.opened");
        meter.gauge("ws.connections.active", open::get);
        this.closings = new Closings(meter);
        this.failures = meter.counter("ws.handler.failures");
        this.slow = meter.counter("ws.slow-consumers");
        this.violations = List.of(Violation.values()).stream()
                .collect(Collectors.toMap(
                        v -> v,
                        v -> meter.counter("ws.violations", "kind", v.name().toLowerCase(Locale.ROOT)),
                        (a, b) -> a,
                        () -> new EnumMap<>(Violation.class)));
    }

    /** A session is about to start. */
    void add() {
        open.incrementAndGet();
        opened.add(1);
    }

    int open() {
        return open.get();
    }

    @Override
    public void opened(Session session) {
        if (!session.settings().keepHeaders()) {
            session.handshake().dropHeaders();
        }
    }

    @Override
    public void closed(Session session, Closed how, ConnectionRecord connection) {
        Log.ended(connection, how);
        SessionEvents.closed(connection, how);
        left.accept(connection.remote());
        int stillOpen = open.decrementAndGet();
        closings.add(how);
        if (stillOpen == 0 && ending) {
            empty.complete(null);
        }
    }

    @Override
    public void violated(Violation violation) {
        Meter.Counter counter = violations.get(violation);
        if (counter != null) {
            counter.add(1);
        }
    }

    @Override
    public void slowConsumer() {
        slow.add(1);
    }

    @Override
    public void handlerFailed(Session session, Throwable failure) {
        failures.add(1);
        logFailed(session, "is closed with 1011", failure);
        if (failure instanceof OutOfMemoryError) {
            outOfMemory.run();
        }
    }

    @Override
    public void lateFailure(Session session, Throwable failure) {
        failures.add(1);
        logFailed(session, "had ended", failure);
    }

    private void logFailed(Session session, String state, Throwable failure) {
        long held = logged.take(session.context().loop.nanoTime());
        if (held >= 0) {
            Log.handlerFailed(session.socket(), state, held, failure);
        }
    }

    /** Starts the closing handshake of every session now. */
    CompletableFuture<Void> closeAll(List<LoopContext> contexts, CloseReason reason) {
        ending = true;
        each(contexts, session -> session.socket().close(reason));
        if (open.get() == 0) {
            empty.complete(null);
        }
        return empty;
    }

    /** Starts the closing handshake of every session, each at a random time within the spread and when its handler rests. */
    CompletableFuture<Void> farewell(List<LoopContext> contexts, CloseReason reason, Duration spread) {
        ending = true;
        long nanos = spread.toNanos();
        each(contexts, session -> {
            Farewell farewell = new Farewell(session, reason);
            if (nanos == 0) {
                farewell.run();
            } else {
                session.schedule(Duration.ofNanos(ThreadLocalRandom.current().nextLong(nanos)), farewell);
            }
        });
        if (open.get() == 0) {
            empty.complete(null);
        }
        return empty;
    }

    /** Cuts what is left. */
    void cutAll(List<LoopContext> contexts) {
        each(contexts, Session::cut);
    }

    private static void each(List<LoopContext> contexts, Consumer<Session> action) {
        contexts.forEach(
                context -> context.loop.execute(() -> context.sessions().forEach(action)));
    }

    /** Whether all have ended in time. Not on a loop. */
    static boolean await(CompletableFuture<Void> ended, Duration atMost) throws InterruptedException {
        try {
            ended.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
