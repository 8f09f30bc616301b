package io.longwire.ws.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.spi.Acceptor;
import io.longwire.ws.spi.Cancellable;
import io.longwire.ws.spi.Listener;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Receiver;
import io.longwire.ws.spi.Transport;
import io.longwire.ws.spi.Wire;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One test's transport with its connections. Its monitor guards all that recorders write down. */
final class Lab implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TransportUnderTest test;
    private final List<Recorder> recorders = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    final Transport transport;

    Lab(TransportUnderTest test, int loops) throws Exception {
        this.test = test;
        this.transport = test.transport(loops);
        assertThat(transport.loops()).hasSize(loops);
    }

    /** Both ends of a connection. */
    record Pair(Recorder client, Recorder server) {}

    /** What a test hangs on a new connection. */
    final class Side implements Acceptor {
        private final Supplier<? extends Recorder> make;
        final List<Recorder> accepted = new ArrayList<>();
        final List<IOException> failures = new ArrayList<>();

        Side(Supplier<? extends Recorder> make) {
            this.make = make;
        }

        @Override
        public Receiver accept(Wire wire) {
            Recorder recorder = make.get();
            synchronized (Lab.this) {
                law(wire.loop().inLoop(), "accept not on the wire's loop");
                law(transport.loops().contains(wire.loop()), "a wire on a loop that is not the transport's");
                recorders.add(recorder);
                recorder.accepted(new GuardedWire(wire));
                accepted.add(recorder);
                Lab.this.notifyAll();
            }
            return recorder;
        }

        @Override
        public void failed(IOException cause) {
            synchronized (Lab.this) {
                law(transport.loops().stream().anyMatch(Loop::inLoop), "failed not on a loop");
                failures.add(cause);
                Lab.this.notifyAll();
            }
        }

        int count() {
            synchronized (Lab.this) {
                return accepted.size();
            }
        }

        Recorder get(int index) {
            await("a connection", () -> count() > index);
            synchronized (Lab.this) {
                return accepted.get(index);
            }
        }
    }

    Side side() {
        return new Side(() -> new Recorder(this));
    }

    /** A connection of two recorders. */
    Pair pair() throws IOException {
        return pair(() -> new Recorder(this), () -> new Recorder(this));
    }

    Pair pair(Supplier<? extends Recorder> client, Supplier<? extends Recorder> server) throws IOException {
        Side servers = new Side(server);
        try (Listener listener = listen(servers)) {
            Recorder connected = connect(listener.address(), new Side(client));
            return new Pair(connected, servers.get(0));
        }
    }

    Listener listen(Acceptor acceptor) throws IOException {
        return listen(test.anyAddress(), acceptor);
    }

    Listener listen(SocketAddress address, Acceptor acceptor) throws IOException {
        return transport.listen(address, acceptor);
    }

    Recorder connect(SocketAddress address, Side side) {
        int before = side.count();
        Cancellable unused = transport.connect(address, side);
        return side.get(before);
    }

    /** Runs something with a recorder's wire on its loop, and waits until it has run. */
    void on(Recorder recorder, Consumer<Recorder> action) {
        on(recorder.wire().loop(), () -> action.accept(recorder));
    }

    void on(Loop loop, Runnable action) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                action.run();
                done.complete(null);
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        });
        await("a task on the loop", done::isDone);
        done.join();
    }

    /** Waits until something is so. What no recorder writes down is looked at every 2 ms. */
    void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (System.nanoTime() - end < 0) {
                boolean driven = test.drive();
                synchronized (this) {
                    if (condition.getAsBoolean()) {
                        return;
                    }
                    if (!driven) {
                        wait(2);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError("waited in vain for " + what + "\n" + this);
    }

    /** Lets each loop have so many turns with bytes to read that whatever had been sent before has come to its notice. */
    void settle() throws IOException {
        Side echo = new Side(() -> new Recorder(this) {
            @Override
            public void onBytes(ByteBuffer bytes) {
                super.onBytes(bytes);
                send("x");
            }
        });
        try (Listener listener = listen(echo)) {
            for (int loop = 0; loop < transport.loops().size(); loop++) {
                Recorder control = connect(listener.address(), side());
                for (int i = 1; i <= 5; i++) {
                    int expected = i;
                    on(control, end -> end.send("x"));
                    await("an echo", () -> control.count() == expected);
                }
                on(control, end -> end.wire().close());
            }
        }
    }

    /** Notes a law that was broken; the test fails in the end. */
    synchronized void law(boolean kept, String otherwise) {
        if (!kept) {
            broken.add(otherwise);
        }
    }

    @Override
    public void close() {
        transport.close();
        synchronized (this) {
            assertThat(broken).as("laws that were broken").isEmpty();
            for (Recorder recorder : recorders) {
                assertThat(recorder.events())
                        .as("%s ends with onClosed, once", recorder)
                        .endsWith("closed")
                        .containsOnlyOnce("closed");
            }
        }
    }

    @Override
    public synchronized String toString() {
        return "laws broken: " + broken + "\nends: " + recorders;
    }
}
