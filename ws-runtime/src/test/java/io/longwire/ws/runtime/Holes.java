package io.longwire.ws.runtime;

import io.longwire.ws.spi.Acceptor;
import io.longwire.ws.spi.Cancellable;
import io.longwire.ws.spi.Listener;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Transport;
import io.longwire.ws.testkit.InMemoryTransport;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;

/** A transport to which one address never answers. */
final class Holes implements Transport {
    final List<SocketAddress> tried = new ArrayList<>();
    final List<SocketAddress> cancelled = new ArrayList<>();
    private final InMemoryTransport memory;
    private final SocketAddress hole;

    Holes(InMemoryTransport memory, SocketAddress hole) {
        this.memory = memory;
        this.hole = hole;
    }

    @Override
    public List<Loop> loops() {
        return memory.loops();
    }

    @Override
    public Listener listen(SocketAddress address, Acceptor acceptor) throws IOException {
        return memory.listen(address, acceptor);
    }

    @Override
    public Cancellable connect(SocketAddress address, Acceptor acceptor) {
        tried.add(address);
        Cancellable connect = address.equals(hole) ? () -> {} : memory.connect(address, acceptor);
        return () -> {
            cancelled.add(address);
            connect.cancel();
        };
    }

    @Override
    public void close() {
        memory.close();
    }
}
