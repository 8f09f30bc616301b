package io.longwire.ws.testkit;

import io.longwire.ws.spi.Acceptor;
import io.longwire.ws.spi.Cancellable;
import io.longwire.ws.spi.Listener;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Transport;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A transport without sockets and threads, on a {@link MemoryNetwork}, server and client: its loops are {@link ManualLoop
 * manual}. It keeps {@link TransportContract}, and is strict with who uses it: the buffer of {@code onBytes} is overwritten
 * when the call has returned, and a method that is for the loop only throws elsewhere.
 */
public final class InMemoryTransport implements Transport {
    private final MemoryNetwork network;
    private final List<ManualLoop> loops = new ArrayList<>();
    private final List<MemoryWire> wires = new CopyOnWriteArrayList<>();
    private final List<MemoryListener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger connected = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();

    InMemoryTransport(MemoryNetwork network, int count) {
        this.network = network;
        for (int i = 0; i < count; i++) {
            loops.add(new ManualLoop(network.clock()));
        }
    }

    /** The loops as what they are. */
    public List<ManualLoop> manualLoops() {
        return List.copyOf(loops);
    }

    @Override
    public List<Loop> loops() {
        return List.copyOf(loops);
    }

    @Override
    public Listener listen(SocketAddress address, Acceptor acceptor) throws IOException {
        if (closed.get()) {
            throw new IOException("the transport is closed");
        }
        MemoryListener listener = new MemoryListener(this, network, loops.get(0), acceptor, address);
        listeners.add(listener);
        return listener;
    }

    /** @throws IllegalStateException when the transport is closed */
    @Override
    public Cancellable connect(SocketAddress address, Acceptor acceptor) {
        if (closed.get()) {
            throw new IllegalStateException("the transport is closed");
        }
        AtomicBoolean done = new AtomicBoolean();
        ManualLoop loop = loops.get(Math.floorMod(connected.getAndIncrement(), loops.size()));
        loop.execute(() -> {
            if (done.compareAndSet(false, true)) {
                try {
                    open(loop, network.join(address), acceptor);
                } catch (IOException e) {
                    acceptor.failed(e);
                }
            }
        });
        return () -> done.set(true);
    }

    /**
     * As {@link Transport#close}; unless a loop calls it, it drives all loops of the network, so that all has ended when it
     * returns.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        listeners.forEach(MemoryListener::close);
        for (ManualLoop loop : loops) {
            loop.execute(() -> {
                wires.stream().filter(wire -> wire.loop() == loop).forEach(MemoryWire::close);
                loop.execute(loop::end);
            });
        }
        if (!ManualLoop.running()) {
            network.runPending();
        }
    }

    /** The loop for the next wire that is accepted. */
    ManualLoop home() {
        return loops.get(Math.floorMod(accepted.getAndIncrement(), loops.size()));
    }

    void open(ManualLoop loop, MemoryNetwork.Half half, Acceptor acceptor) {
        if (closed.get()) {
            half.refuse();
            return;
        }
        MemoryWire wire = new MemoryWire(this, loop, half, network::chunking);
        wires.add(wire);
        wire.open(acceptor);
    }

    void ended(MemoryWire wire) {
        wires.remove(wire);
    }

    void ended(MemoryListener listener) {
        listeners.remove(listener);
    }
}
