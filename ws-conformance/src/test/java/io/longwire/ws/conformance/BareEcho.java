package io.longwire.ws.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/** The least that a JDK selector can echo with: one thread, one connection, one direct buffer, no protocol. */
final class BareEcho implements AutoCloseable {
    private final Selector selector = Selector.open();
    private final ServerSocketChannel listener = ServerSocketChannel.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
    private final Consumer<SelectionKey> ready =
            this::ready; // made once: a lambda in the loop would be made anew each time
    private final Runnable onEcho;
    private final Thread thread = new Thread(this::run, "bare-echo");
    private volatile boolean stopped;

    /** @param onEcho called on the thread before each echo */
    BareEcho(Runnable onEcho) throws IOException {
        this.onEcho = onEcho;
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
        thread.start();
    }

    int port() {
        return listener.socket().getLocalPort();
    }

    private void run() {
        try {
            while (!stopped) {
                selector.select(ready);
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                SocketChannel accepted = listener.accept();
                accepted.setOption(StandardSocketOptions.TCP_NODELAY, true).configureBlocking(false);
                accepted.register(selector, SelectionKey.OP_READ);
            } else {
                echo((SocketChannel) key.channel());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void echo(SocketChannel channel) throws IOException {
        if (channel.read(buffer.clear()) < 0) {
            channel.close();
            return;
        }
        onEcho.run();
        channel.write(buffer.flip());
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        selector.wakeup();
        thread.join();
    }
}
