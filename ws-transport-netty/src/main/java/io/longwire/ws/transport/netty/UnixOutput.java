package io.longwire.ws.transport.netty;

import io.netty.channel.Channel;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Sends on the file descriptor of an epoll or kqueue channel. One for each loop. */
final class UnixOutput implements Output {
    private static final int SCRATCH = 64 << 10;

    /**
     * After the peer's end Netty takes the socket out of epoll, because it would be reported without end, and cannot put it
     * back to watch for room (the kernel answers ENOENT, and Netty ends the output). So then it is simply tried again.
     */
    private static final Duration RETRY = Duration.ofMillis(10);

    private final ByteBuffer[] pair = new ByteBuffer[2];
    private final ByteBuffer none = ByteBuffer.allocateDirect(0);
    // Native code needs direct buffers; heap buffers pass through this one.
    private @Nullable ByteBuffer scratch;

    UnixOutput() {
        forget();
    }

    @Override
    public void send(Channel channel, ByteBuffer bytes) throws IOException {
        Socket socket = socket(channel);
        if (bytes.isDirect()) {
            bytes.position(bytes.position() + socket.send(bytes, bytes.position(), bytes.limit()));
            return;
        }
        ByteBuffer direct = scratch();
        while (bytes.hasRemaining()) {
            int length = Math.min(bytes.remaining(), SCRATCH);
            direct.put(0, bytes, bytes.position(), length);
            int count = socket.send(direct, 0, length);
            bytes.position(bytes.position() + count);
            if (count < length) {
                return;
            }
        }
    }

    @Override
    public void send(Channel channel, ByteBuffer head, ByteBuffer body) throws IOException {
        int headAt = head.position();
        int bodyAt = body.position();
        if (head.isDirect() && body.isDirect()) {
            pair[0] = head;
            pair[1] = body;
            try {
                long count = socket(channel).writev(pair, 0, 2, (long) head.remaining() + body.remaining());
                Output.sent(count, head, headAt, body, bodyAt);
            } finally {
                forget();
            }
        } else if (head.remaining() + (long) body.remaining() <= SCRATCH) {
            ByteBuffer direct = scratch();
            direct.put(0, head, headAt, head.remaining());
            direct.put(head.remaining(), body, bodyAt, body.remaining());
            int count = socket(channel).send(direct, 0, head.remaining() + body.remaining());
            Output.sent(count, head, headAt, body, bodyAt);
        } else {
            send(channel, head);
            if (!head.hasRemaining()) {
                send(channel, body);
            }
        }
    }

    @Override
    public void awaitRoom(NettyWire wire) {
        if (wire.inputEnded()) {
            var unused = wire.loop().schedule(RETRY, wire::room);
        } else {
            RoomSignal.arm(wire);
        }
    }

    @Override
    public void afterSent(Channel channel, Runnable task) {
        task.run();
    }

    private void forget() {
        pair[0] = none;
        pair[1] = none;
    }

    private ByteBuffer scratch() {
        ByteBuffer direct = scratch;
        if (direct == null) {
            scratch = direct = ByteBuffer.allocateDirect(SCRATCH);
        }
        return direct;
    }

    private static Socket socket(Channel channel) {
        return (Socket) ((UnixChannel) channel).fd();
    }
}
