package io.longwire.ws.benchmarks.server;

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

/** A selector of the JDK that echoes bytes through one buffer; what the kernel refuses waits with the connection. */
final class NioFloor implements EchoServer {
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);

    @Override
    public int start(boolean cast) throws IOException {
        Selector selector = Selector.open();
        ServerSocketChannel listening =
                ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        listening.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
        new Thread(() -> run(selector, listening), "floor").start();
        return ((InetSocketAddress) listening.getLocalAddress()).getPort();
    }

    private void run(Selector selector, ServerSocketChannel listening) {
        try {
            while (true) {
                selector.select(key -> ready(key, selector, listening));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ready(SelectionKey key, Selector selector, ServerSocketChannel listening) {
        try {
            if (key.isAcceptable()) {
                SocketChannel connection = listening.accept();
                connection.setOption(StandardSocketOptions.TCP_NODELAY, true);
                connection.configureBlocking(false).register(selector, SelectionKey.OP_READ);
            } else {
                echo(key, (SocketChannel) key.channel());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void echo(SelectionKey key, SocketChannel connection) throws IOException {
        if (key.attachment() instanceof ByteBuffer refused) {
            connection.write(refused);
            if (!refused.hasRemaining()) {
                key.attach(null);
                key.interestOps(SelectionKey.OP_READ);
            }
            return;
        }
        if (connection.read(buffer.clear()) < 0) {
            connection.close();
            return;
        }
        connection.write(buffer.flip());
        if (buffer.hasRemaining()) {
            key.attach(ByteBuffer.allocateDirect(buffer.remaining()).put(buffer).flip());
            key.interestOps(SelectionKey.OP_WRITE);
        }
    }
}
