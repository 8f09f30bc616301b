package io.longwire.ws.testkit;

import io.longwire.ws.spi.Acceptor;
import io.longwire.ws.spi.Listener;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Listens for an {@link InMemoryTransport}; its first loop accepts. */
final class MemoryListener implements Listener {
    private final InMemoryTransport transport;
    private final MemoryNetwork network;
    private final ManualLoop loop;
    private final Acceptor acceptor;
    private final Queue<MemoryNetwork.Half> backlog = new ConcurrentLinkedQueue<>();
    private final MemoryNetwork.Port port = this::offer;
    private final SocketAddress address;
    private volatile boolean paused;

    MemoryListener(
            InMemoryTransport transport,
            MemoryNetwork network,
            ManualLoop loop,
            Acceptor acceptor,
            SocketAddress address)
            throws IOException {
        this.transport = transport;
        this.network = network;
        this.loop = loop;
        this.acceptor = acceptor;
        this.address = network.bind(address, port);
    }

    private void offer(MemoryNetwork.Half half) {
        backlog.add(half);
        loop.execute(this::acceptWaiting);
    }

    private void acceptWaiting() {
        while (!paused) {
            MemoryNetwork.Half half = backlog.poll();
            if (half == null) {
                return;
            }
            ManualLoop home = transport.home();
            home.execute(() -> transport.open(home, half, acceptor));
        }
    }

    @Override
    public SocketAddress address() {
        return address;
    }

    @Override
    public void pause(boolean on) {
        paused = on;
        loop.execute(this::acceptWaiting);
    }

    @Override
    public void close() {
        network.free(address, port);
        transport.ended(this);
        for (MemoryNetwork.Half half = backlog.poll(); half != null; half = backlog.poll()) {
            half.refuse();
        }
    }
}
