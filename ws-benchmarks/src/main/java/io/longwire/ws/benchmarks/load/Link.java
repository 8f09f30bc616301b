package io.longwire.ws.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** One connection. */
final class Link {
    private final SocketChannel channel;
    private final SelectionKey key;
    private final Ring ring;
    private final Replies replies;
    /** When each message was due that has no answer yet; only with a fixed rate. */
    private final ArrayDeque<Long> due = new ArrayDeque<>();

    private int next;
    private long sent;
    private long received;
    private @Nullable ByteBuffer refused;

    private Link(SocketChannel channel, SelectionKey key, Ring ring, Replies replies, int first) {
        this.channel = channel;
        this.key = key;
        this.ring = ring;
        this.replies = replies;
        this.next = first;
    }

    /** Connects, and shakes hands unless it is raw. */
    static Link open(int port, Traffic traffic, boolean raw, Ring ring, ByteBuffer plain, int first, Selector selector)
            throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        if (!raw) {
            shakeHands(channel, traffic.deflate());
        }
        channel.configureBlocking(false);
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
        Link link = new Link(channel, key, ring, new Replies(ring, traffic, raw, plain, first), first);
        key.attach(link);
        return link;
    }

    private static void shakeHands(SocketChannel channel, boolean deflate) throws IOException {
        String request = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + (deflate ? "Sec-WebSocket-Extensions: permessage-deflate\r\n" : "")
                + "\r\n";
        channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        StringBuilder answer = new StringBuilder();
        ByteBuffer one = ByteBuffer.allocate(1);
        while (answer.indexOf("\r\n\r\n") < 0) {
            if (channel.read(one.clear()) < 0) {
                throw new EOFException("the server ended in the handshake: " + answer);
            }
            answer.append((char) one.get(0));
        }
        if (!answer.toString().startsWith("HTTP/1.1 101")) {
            throw new IOException("no 101: " + answer);
        }
        if (deflate && answer.indexOf("permessage-deflate") < 0) {
            throw new IOException("the server does not compress");
        }
    }

    /** Sends so many messages, in one write. */
    void send(int count) throws IOException {
        if (count == 0) {
            return;
        }
        ByteBuffer frames = ring.frames(next, count);
        next = (next + count) % ring.count();
        sent += count;
        if (refused == null) {
            channel.write(frames);
        }
        if (frames.hasRemaining()) {
            keep(frames);
        }
    }

    private void keep(ByteBuffer frames) {
        ByteBuffer before = refused;
        if (before == null) {
            refused = frames;
        } else {
            refused = ByteBuffer.allocateDirect(before.remaining() + frames.remaining())
                    .put(before)
                    .put(frames)
                    .flip();
        }
        key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }

    /** Sends one message that was due then. */
    void sendDue(long nanos) throws IOException {
        due.add(nanos);
        send(1);
    }

    /** Reads and writes what can be; how many messages have come. */
    int ready(ByteBuffer buffer) throws IOException {
        if (key.isWritable() && refused != null) {
            channel.write(refused);
            if (!refused.hasRemaining()) {
                refused = null;
                key.interestOps(SelectionKey.OP_READ);
            }
        }
        if (!key.isReadable()) {
            return 0;
        }
        if (channel.read(buffer.clear()) < 0) {
            throw new EOFException("the server ended a connection");
        }
        int came = replies.read(buffer.flip());
        received += came;
        for (int pings = replies.takePings(); pings > 0; pings--) {
            // 5.5.3 would have the Ping's payload in it; who measures only needs to be heard of.
            channel.write(ByteBuffer.wrap(new byte[] {(byte) 0x8a, (byte) 0x80, 0, 0, 0, 0}));
        }
        return came;
    }

    /** When the oldest message without an answer was due. */
    long takeDue() {
        return due.remove();
    }

    long sent() {
        return sent;
    }

    long received() {
        return received;
    }

    void close() throws IOException {
        replies.close();
        channel.close();
    }
}
