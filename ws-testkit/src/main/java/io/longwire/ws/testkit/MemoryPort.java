package io.longwire.ws.testkit;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Listens on a {@link MemoryNetwork} and gives a test the bare other end of what connects. */
public final class MemoryPort implements AutoCloseable {
    private final MemoryNetwork network;
    private final Queue<MemoryPeer> waiting = new ConcurrentLinkedQueue<>();
    private final MemoryNetwork.Port port = half -> waiting.add(new MemoryPeer(half));
    private final SocketAddress address;

    MemoryPort(MemoryNetwork network, SocketAddress address) throws IOException {
        this.network = network;
        this.address = network.bind(address, port);
    }

    /** The address, with the port that was chosen. */
    public SocketAddress address() {
        return address;
    }

    /** How many connections came that were not taken by {@link #next}. */
    public int waiting() {
        return waiting.size();
    }

    /**
     * The connection that came first.
     *
     * @throws IllegalStateException when none did
     */
    public MemoryPeer next() {
        MemoryPeer peer = waiting.poll();
        if (peer == null) {
            throw new IllegalStateException("nobody has connected to " + address);
        }
        return peer;
    }

    /** Frees the address; connections live on. */
    @Override
    public void close() {
        network.free(address, port);
    }
}
