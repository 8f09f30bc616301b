package io.longwire.ws.transport.nio;

import io.longwire.ws.spi.Acceptor;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Receiver;
import io.longwire.ws.spi.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * A connected socket. It owns no buffer: reads go into the loop's, and what the socket does not take stays with the writer.
 *
 * <p>{@link #close} closes the socket as it is. When bytes have arrived that were not read, the system answers the peer with
 * a reset; who cares about the last bytes he wrote ends the output first and reads until {@link Receiver#onEnd}.
 */
final class NioWire implements Wire, Selected {
    /** The JDK copies a heap buffer whole into a hidden direct one for each call, however little the socket takes. */
    private static final int HEAP_STEP = 64 * 1024;

    /** Reads of a connection that is known to be dead. */
    private static final int LAST_READS = 64;

    private static final int NOT_READING = 1;
    private static final int LEFT_BYTES = 2;
    private static final int INPUT_ENDED = 4;
    private static final int OUTPUT_ENDED = 8;
    private static final int BROKEN = 16;
    private static final int CLOSED = 32;

    /** Who is told before anybody is attached, and when all is over. */
    private static final Receiver NOBODY = new Receiver() {
        @Override
        public void onBytes(ByteBuffer bytes) {}

        @Override
        public void onWritable() {}

        @Override
        public void onEnd() {}

        @Override
        public void onClosed(@Nullable Throwable cause) {}
    };

    private final NioLoop loop;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final SocketAddress local;
    private final SocketAddress remote;
    private Receiver receiver = NOBODY;
    private byte state;

    private NioWire(NioLoop loop, SocketChannel channel, SelectionKey key) throws IOException {
        this.loop = loop;
        this.channel = channel;
        this.key = key;
        this.local = channel.getLocalAddress();
        this.remote = channel.getRemoteAddress();
        key.attach(this);
    }

    /**
     * Makes a wire of a connected channel, on its loop.
     *
     * @param known the channel's key, when it has one already
     */
    static void open(NioLoop loop, SocketChannel channel, @Nullable SelectionKey known, Acceptor acceptor) {
        NioWire wire;
        try {
            channel.configureBlocking(false);
            wire = new NioWire(loop, channel, known != null ? known : channel.register(loop.selector(), 0));
        } catch (IOException e) {
            close(loop, channel);
            acceptor.failed(e);
            return;
        }
        try {
            Receiver first = acceptor.accept(wire);
            if (wire.receiver == NOBODY) {
                wire.receiver = first;
            }
            wire.interest();
        } catch (Throwable thrown) {
            wire.end(thrown);
            throw thrown;
        }
    }

    @Override
    public Loop loop() {
        return loop;
    }

    @Override
    public SocketAddress local() {
        return local;
    }

    @Override
    public SocketAddress remote() {
        return remote;
    }

    @Override
    public void ready(int operations) {
        if (is(BROKEN)) {
            return;
        }
        try {
            if ((operations & SelectionKey.OP_WRITE) != 0 && is(LEFT_BYTES)) {
                state &= ~LEFT_BYTES;
                receiver.onWritable();
                interest();
            }
            if ((operations & SelectionKey.OP_READ) != 0) {
                read();
            }
        } catch (Throwable thrown) {
            end(thrown);
        }
    }

    /** Reads once. Whether bytes came. */
    private boolean read() {
        if (is(NOT_READING | INPUT_ENDED | CLOSED)) {
            return false;
        }
        ByteBuffer buffer = loop.borrow();
        int count;
        try {
            count = channel.read(buffer);
        } catch (IOException e) {
            end(e);
            return false;
        }
        if (count > 0) {
            receiver.onBytes(buffer.flip());
        } else if (count < 0) {
            state |= INPUT_ENDED;
            interest();
            receiver.onEnd();
            endIfBothEnded();
        }
        return count > 0;
    }

    @Override
    public void write(ByteBuffer bytes) {
        boolean all = !is(OUTPUT_ENDED | CLOSED);
        while (all && bytes.hasRemaining()) {
            int limit = step(bytes);
            try {
                channel.write(bytes);
            } catch (IOException e) {
                broken(e);
            }
            all = !bytes.hasRemaining();
            bytes.limit(limit);
        }
        finish(bytes);
    }

    @Override
    public void write(ByteBuffer head, ByteBuffer body) {
        if (!is(OUTPUT_ENDED | CLOSED)) {
            int limit = step(body);
            ByteBuffer[] pair = loop.pair(head, body);
            try {
                channel.write(pair);
            } catch (IOException e) {
                broken(e);
            }
            loop.pair(null, null);
            boolean more = body.limit() < limit && !body.hasRemaining();
            body.limit(limit);
            if (more) {
                write(body);
                return;
            }
        }
        finish(head);
        finish(body);
    }

    /** Sets the limit to what one call may be given, and tells what it was. */
    private static int step(ByteBuffer bytes) {
        int limit = bytes.limit();
        if (!bytes.isDirect() && bytes.remaining() > HEAP_STEP) {
            bytes.limit(bytes.position() + HEAP_STEP);
        }
        return limit;
    }

    /** After a write: what is left waits with the writer, for room or for the end. */
    private void finish(ByteBuffer bytes) {
        if (bytes.hasRemaining() && !is(OUTPUT_ENDED | CLOSED)) {
            state |= LEFT_BYTES;
            interest();
        }
    }

    @Override
    public void readable(boolean enabled) {
        if (!loop.inLoop()) {
            loop.execute(() -> readable(enabled));
        } else if (enabled) {
            state &= ~NOT_READING;
            interest();
        } else {
            state |= NOT_READING;
            interest();
        }
    }

    @Override
    public void noDelay(boolean on) {
        if (!is(CLOSED) && remote instanceof InetSocketAddress) {
            try {
                channel.setOption(StandardSocketOptions.TCP_NODELAY, on);
            } catch (IOException e) {
                broken(e);
            }
        }
    }

    @Override
    public void attach(Receiver next) {
        receiver = next;
    }

    @Override
    public void shutdownOutput() {
        if (is(OUTPUT_ENDED | CLOSED)) {
            return;
        }
        state |= OUTPUT_ENDED;
        state &= ~LEFT_BYTES;
        interest();
        try {
            channel.shutdownOutput();
            endIfBothEnded();
        } catch (IOException e) {
            broken(e);
        }
    }

    @Override
    public void close() {
        if (loop.inLoop()) {
            end(null);
        } else {
            loop.execute(() -> end(null));
        }
    }

    @Override
    public void reset() {
        if (!loop.inLoop()) {
            loop.execute(this::reset);
        } else if (!is(CLOSED)) {
            try {
                if (remote instanceof InetSocketAddress) {
                    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                }
            } catch (IOException e) {
                end(e);
            }
            end(null);
        }
    }

    @Override
    public void stop() {
        end(null);
    }

    /** The socket does not take or do what it should. What had arrived before that is still read; then comes the end. */
    private void broken(IOException cause) {
        if (!is(BROKEN | CLOSED)) {
            state |= BROKEN | OUTPUT_ENDED;
            loop.execute(() -> {
                try {
                    for (int i = 0; i < LAST_READS && read(); i++) {}
                    end(cause);
                } catch (Throwable thrown) {
                    end(thrown);
                }
            });
        }
    }

    private void endIfBothEnded() {
        if (is(INPUT_ENDED) && is(OUTPUT_ENDED) && !is(BROKEN)) {
            end(null);
        }
    }

    private void end(@Nullable Throwable cause) {
        if (!is(CLOSED)) {
            state |= CLOSED;
            close(loop, channel);
            loop.execute(() -> {
                Receiver last = receiver;
                receiver = NOBODY;
                last.onClosed(cause);
            });
        }
    }

    private static void close(NioLoop loop, SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            loop.uncaught(e);
        }
    }

    private void interest() {
        if (!is(CLOSED)) {
            int reading = is(NOT_READING | INPUT_ENDED) ? 0 : SelectionKey.OP_READ;
            int operations = reading | (is(LEFT_BYTES) ? SelectionKey.OP_WRITE : 0);
            // The selector asks the system for what it was told, changed or not.
            if (key.interestOps() != operations) {
                key.interestOps(operations);
            }
        }
    }

    /** Whether one of some flags is set. */
    private boolean is(int flags) {
        return (state & flags) != 0;
    }
}
