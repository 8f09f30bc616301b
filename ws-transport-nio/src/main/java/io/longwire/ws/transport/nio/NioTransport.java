package io.longwire.ws.transport.nio;

import io.longwire.ws.spi.Acceptor;
import io.longwire.ws.spi.Cancellable;
import io.longwire.ws.spi.Listener;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Transport;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A transport made of the JDK's selectors: TCP, and Unix domain sockets by {@link java.net.UnixDomainSocketAddress}.
 *
 * <p>Each loop has a thread {@code longwire-nio-<n>} of its own, which is no daemon: the process lives until the transport
 * is closed. The first loop accepts for all, and wires are handed out in turn. What a task throws goes to the thread's
 * {@linkplain Thread#getUncaughtExceptionHandler() handler of uncaught exceptions}, and the loop goes on.
 */
public final class NioTransport implements Transport {
    private final List<NioLoop> loops;
    private final int backlog;
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger connected = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Opens the loops and starts their threads.
     *
     * @throws IOException when a selector cannot be opened
     */
    public NioTransport(NioSettings settings) throws IOException {
        List<NioLoop> opened = new ArrayList<>();
        // The JDK needs a descriptor of its own to close the first socket. Were none left then, it could never close
        // any.
        SocketChannel.open().close();
        try {
            for (int i = 0; i < settings.loops(); i++) {
                opened.add(new NioLoop("longwire-nio-" + i, settings.receiveBuffer()));
            }
        } catch (IOException e) {
            opened.forEach(NioLoop::discard);
            throw e;
        }
        loops = List.copyOf(opened);
        backlog = settings.backlog();
        loops.forEach(NioLoop::start);
    }

    @Override
    public List<Loop> loops() {
        return List.copyOf(loops);
    }

    /** @throws IOException when the address cannot be bound, or the transport is closed */
    @Override
    public Listener listen(SocketAddress address, Acceptor acceptor) throws IOException {
        if (closed.get()) {
            throw new IOException("the transport is closed");
        }
        NioLoop first = loops.get(0);
        NioListener listener = new NioListener(this, first, acceptor, address, backlog);
        first.execute(listener::start);
        return listener;
    }

    /** @throws IllegalStateException when the transport is closed */
    @Override
    public Cancellable connect(SocketAddress address, Acceptor acceptor) {
        if (closed.get()) {
            throw new IllegalStateException("the transport is closed");
        }
        NioConnect connect = new NioConnect(next(connected), address, acceptor);
        connect.begin();
        return connect;
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        // From the loop that accepts, so that each loop is told to stop after the last wire was handed to it.
        loops.get(0).execute(() -> loops.forEach(NioLoop::stop));
        if (loops.stream().noneMatch(NioLoop::inLoop)) {
            loops.forEach(NioLoop::join);
        }
    }

    /** The loop for the next wire that is accepted. */
    NioLoop home() {
        return next(accepted);
    }

    private NioLoop next(AtomicInteger turn) {
        return loops.get(Math.floorMod(turn.getAndIncrement(), loops.size()));
    }
}
