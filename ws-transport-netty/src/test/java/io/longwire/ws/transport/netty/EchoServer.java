package io.longwire.ws.transport.netty;

import io.longwire.ws.spi.Acceptor;
import io.longwire.ws.spi.Receiver;
import io.longwire.ws.spi.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Sends back what arrives. It is a program too, for a load generator: {@code EchoServer ENGINE PORT}. */
final class EchoServer implements Acceptor {
    private final UnaryOperator<ByteBuffer> onTheWay;

    /** @param onTheWay what to send for what has arrived */
    EchoServer(UnaryOperator<ByteBuffer> onTheWay) {
        this.onTheWay = onTheWay;
    }

    public static void main(String[] args) throws IOException {
        NettyTransport transport = new NettyTransport(new NettySettings(Engine.named(args[0]), 1, 1024, 256 << 10));
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[1]));
        transport.listen(address, new EchoServer(bytes -> bytes));
    }

    @Override
    public Receiver accept(Wire wire) {
        wire.noDelay(true);
        return new Echo(wire);
    }

    @Override
    public void failed(IOException cause) {
        throw new AssertionError(cause);
    }

    private final class Echo implements Receiver {
        private final Wire wire;
        private @Nullable ByteBuffer left;

        Echo(Wire wire) {
            this.wire = wire;
        }

        @Override
        public void onBytes(ByteBuffer bytes) {
            ByteBuffer echo = onTheWay.apply(bytes);
            wire.write(echo);
            if (echo.hasRemaining()) {
                wire.readable(false);
                left = ByteBuffer.allocateDirect(echo.remaining()).put(echo).flip();
            }
        }

        @Override
        public void onWritable() {
            wire.write(left);
            if (!left.hasRemaining()) {
                left = null;
                wire.readable(true);
            }
        }

        @Override
        public void onEnd() {
            wire.close();
        }

        @Override
        public void onClosed(@Nullable Throwable cause) {}
    }
}
