package io.longwire.ws.transport.nio;

import io.longwire.ws.spi.Acceptor;
import io.longwire.ws.spi.Cancellable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A connection that is being made. Its key becomes the wire's. */
final class NioConnect implements Cancellable, Selected {
    private final NioLoop loop;
    private final SocketAddress address;
    private final Acceptor acceptor;
    private @Nullable SocketChannel channel;
    private final AtomicBoolean done = new AtomicBoolean();

    NioConnect(NioLoop loop, SocketAddress address, Acceptor acceptor) {
        this.loop = loop;
        this.address = address;
        this.acceptor = acceptor;
    }

    /** Begins it on its loop. Any thread. */
    void begin() {
        loop.execute(this::connect);
    }

    private void connect() {
        if (done.get()) {
            return;
        }
        try {
            channel = open(address);
            channel.configureBlocking(false);
            SelectionKey key = channel.register(loop.selector(), 0, this);
            if (channel.connect(address)) {
                connected(channel, key);
            } else {
                key.interestOps(SelectionKey.OP_CONNECT);
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    private static SocketChannel open(SocketAddress address) throws IOException {
        if (address instanceof UnixDomainSocketAddress) {
            return SocketChannel.open(StandardProtocolFamily.UNIX);
        } else if (address instanceof InetSocketAddress inet && !inet.isUnresolved()) {
            return SocketChannel.open();
        }
        throw new IOException("cannot connect to " + address + ": it is no resolved address of TCP or a Unix socket");
    }

    @Override
    public void ready(int operations) {
        SocketChannel connecting = channel;
        if (done.get() || connecting == null) {
            return;
        }
        try {
            if (connecting.finishConnect()) {
                connected(connecting, connecting.keyFor(loop.selector()));
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    private void connected(SocketChannel made, SelectionKey key) {
        // When the cancelling thread was first, its task closes the channel.
        if (done.compareAndSet(false, true)) {
            key.interestOps(0);
            NioWire.open(loop, made, key, acceptor);
        }
    }

    @Override
    public void cancel() {
        if (done.compareAndSet(false, true)) {
            loop.execute(this::closeChannel);
        }
    }

    @Override
    public void stop() {
        fail(new IOException("the transport is closed"));
    }

    private void fail(IOException cause) {
        closeChannel();
        if (done.compareAndSet(false, true)) {
            acceptor.failed(cause);
        }
    }

    private void closeChannel() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                loop.uncaught(e);
            }
        }
    }
}
