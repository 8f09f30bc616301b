package io.longwire.ws.transport.nio;

import io.longwire.ws.spi.Acceptor;
import io.longwire.ws.spi.Listener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A listening socket, on the transport's first loop.
 *
 * <p>When the system cannot accept (no descriptors are left), {@link Acceptor#failed} is told once, and accepting is tried
 * again after 10 ms, then twice as long each time, up to 1 s.
 */
final class NioListener implements Listener, Selected {
    private static final int ACCEPTS_PER_TURN = 64;
    private static final Duration FIRST_REST = Duration.ofMillis(10);
    private static final Duration LONGEST_REST = Duration.ofSeconds(1);

    private final NioTransport transport;
    private final NioLoop loop;
    private final Acceptor acceptor;
    private final ServerSocketChannel channel;
    private final SocketAddress address;
    private final CompletableFuture<Void> freed = new CompletableFuture<>();
    private @Nullable SelectionKey key;
    private Duration rest = Duration.ZERO;
    private boolean resting;
    private volatile boolean paused;

    NioListener(NioTransport transport, NioLoop loop, Acceptor acceptor, SocketAddress address, int backlog)
            throws IOException {
        this.transport = transport;
        this.loop = loop;
        this.acceptor = acceptor;
        this.channel = open(address, backlog);
        this.address = channel.getLocalAddress();
    }

    private static ServerSocketChannel open(SocketAddress address, int backlog) throws IOException {
        boolean unix = address instanceof UnixDomainSocketAddress;
        if (!unix && (!(address instanceof InetSocketAddress inet) || inet.isUnresolved())) {
            throw new IOException(
                    "cannot listen on " + address + ": it is no resolved address of TCP or a Unix socket");
        }
        ServerSocketChannel channel =
                unix ? ServerSocketChannel.open(StandardProtocolFamily.UNIX) : ServerSocketChannel.open();
        try {
            if (!unix) {
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            }
            channel.configureBlocking(false);
            return channel.bind(address, backlog);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    void start() {
        try {
            key = channel.register(loop.selector(), 0, this);
            interest();
        } catch (IOException e) {
            loop.run(() -> acceptor.failed(e));
        }
    }

    @Override
    public SocketAddress address() {
        return address;
    }

    @Override
    public void pause(boolean on) {
        paused = on;
        loop.execute(this::interest);
    }

    @Override
    public void close() {
        if (loop.inLoop()) {
            closeNow();
        } else {
            loop.execute(this::closeNow);
            freed.join();
        }
    }

    @Override
    public void ready(int operations) {
        try {
            for (int i = 0; i < ACCEPTS_PER_TURN && !paused && channel.isOpen(); i++) {
                SocketChannel accepted = channel.accept();
                if (accepted == null) {
                    return;
                }
                rest = Duration.ZERO;
                NioLoop home = transport.home();
                home.execute(() -> NioWire.open(home, accepted, null, acceptor));
            }
        } catch (IOException e) {
            rest(e);
        }
    }

    @Override
    public void stop() {
        closeNow();
    }

    private void rest(IOException cause) {
        boolean first = rest.isZero();
        rest = first ? FIRST_REST : rest.multipliedBy(2);
        rest = rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
        resting = true;
        interest();
        loop.schedule(rest, () -> {
            resting = false;
            interest();
        });
        if (first) {
            loop.run(() -> acceptor.failed(cause));
        }
    }

    private void interest() {
        if (key != null && key.isValid()) {
            key.interestOps(paused || resting ? 0 : SelectionKey.OP_ACCEPT);
        }
    }

    private void closeNow() {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.close();
            loop.forgetCancelled();
            if (address instanceof UnixDomainSocketAddress unix) {
                Files.deleteIfExists(unix.getPath());
            }
        } catch (IOException e) {
            loop.uncaught(e);
        } finally {
            freed.complete(null);
        }
    }
}
