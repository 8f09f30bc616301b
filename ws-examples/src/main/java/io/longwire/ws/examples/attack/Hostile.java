package io.longwire.ws.examples.attack;

import io.longwire.ws.examples.raw.RawClient;
import io.longwire.ws.examples.raw.Remote;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A socket that attacks again and again. It does a little at each step, and never waits. */
final class Hostile {
    private static final int SMALL = 4 * 1024;
    private static final String ACCEPTED = "HTTP/1.1 101 ";

    final Assault kind;
    private final InetSocketAddress server;
    private final byte[] request;
    private final long rest;
    private final ByteBuffer sink = ByteBuffer.allocate(SMALL);
    private @Nullable SocketChannel channel;
    private ByteBuffer left = ByteBuffer.allocate(0);
    private boolean asked;
    private boolean open;
    private long notBefore;
    private int number;

    /** @param rest nanoseconds from an end by the server to the next assault */
    Hostile(Assault kind, int port, int number, long rest) {
        Remote remote = Remote.loopback(port);
        this.kind = kind;
        this.server = new InetSocketAddress(remote.host(), port);
        this.request = RawClient.request(remote, kind.headers());
        this.number = number;
        this.rest = rest;
    }

    /** Goes on with the assault. Whether the server has ended it by this time. */
    boolean step(long now) {
        if (channel == null && now - notBefore < 0) {
            return false;
        }
        try {
            go();
            return false;
        } catch (IOException ended) { // by a Close and FIN, or by a reset that fails our next call
            close();
            notBefore = now + rest;
            return true;
        }
    }

    private void go() throws IOException {
        SocketChannel socket = channel == null ? begin() : channel;
        if (!socket.finishConnect()) {
            return;
        }
        if (!asked) {
            asked = true;
            left = kind.opens() ? ByteBuffer.wrap(request) : left;
            open = !kind.opens();
            socket.write(left);
        }
        if (!open) {
            open = isAccepted(socket);
        } else {
            attack(socket);
        }
    }

    private SocketChannel begin() throws IOException {
        SocketChannel socket = SocketChannel.open();
        channel = socket;
        socket.configureBlocking(false);
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        if (!kind.reads()) {
            socket.setOption(StandardSocketOptions.SO_RCVBUF, SMALL);
        }
        asked = false;
        left = ByteBuffer.allocate(0);
        number++;
        socket.connect(server);
        return socket;
    }

    /** A response is so short that it comes at once or not at all. */
    private boolean isAccepted(SocketChannel socket) throws IOException {
        int count = socket.read(sink.clear());
        if (count == 0) {
            return false;
        }
        String head = new String(sink.array(), 0, Math.max(0, count), StandardCharsets.ISO_8859_1);
        if (!head.startsWith(ACCEPTED)) {
            throw new EOFException("not opened");
        }
        left = ByteBuffer.allocate(0);
        return true;
    }

    private void attack(SocketChannel socket) throws IOException {
        if (kind.reads() && socket.read(sink.clear()) < 0) {
            throw new EOFException("ended");
        }
        if (!left.hasRemaining()) {
            left = ByteBuffer.wrap(kind.load(number));
        }
        int limit = left.limit();
        left.limit(Math.min(limit, left.position() + kind.perStep()));
        try {
            socket.write(left);
        } finally {
            left.limit(limit);
        }
    }

    void close() {
        SocketChannel socket = channel;
        channel = null;
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            // It is gone, which is what was wanted.
        }
    }
}
