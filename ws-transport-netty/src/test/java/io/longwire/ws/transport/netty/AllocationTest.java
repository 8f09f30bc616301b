package io.longwire.ws.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What the loop allocates for an echo of 64 bytes. */
class AllocationTest {
    private static final int MESSAGES = 20_000;
    private static final int SIZE = 64;

    @Test
    void anEchoOnEpollAllocatesNothing() throws IOException {
        assertThat(bytesPerEcho(bytes -> bytes)).isLessThanOrEqualTo(32);
    }

    @Test
    void aReceiverThatAllocatesIsSeen() throws IOException {
        assertThat(bytesPerEcho(bytes -> ByteBuffer.allocate(SIZE).put(bytes).flip()))
                .isGreaterThan(SIZE);
    }

    private static double bytesPerEcho(UnaryOperator<ByteBuffer> onTheWay) throws IOException {
        assumeTrue(Engine.EPOLL.absence() == null, "there is no epoll here");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (NettyTransport transport = new NettyTransport(new NettySettings(Engine.EPOLL, 1, 16, 256 << 10))) {
            InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            InetSocketAddress address = (InetSocketAddress)
                    transport.listen(any, new EchoServer(onTheWay)).address();
            CompletableFuture<Long> loop = new CompletableFuture<>();
            transport
                    .loops()
                    .get(0)
                    .execute(() -> loop.complete(Thread.currentThread().getId()));
            try (Socket peer = new Socket(address.getAddress(), address.getPort())) {
                peer.setTcpNoDelay(true);
                peer.setSoTimeout(60_000);
                echo(peer);
                long before = threads.getThreadAllocatedBytes(loop.join());
                echo(peer);
                return (threads.getThreadAllocatedBytes(loop.join()) - before) / (double) MESSAGES;
            }
        }
    }

    private static void echo(Socket peer) throws IOException {
        DataInputStream in = new DataInputStream(peer.getInputStream());
        OutputStream out = peer.getOutputStream();
        byte[] message = new byte[SIZE];
        for (int i = 0; i < MESSAGES; i++) {
            message[i % SIZE] = (byte) i;
            out.write(message);
            byte[] echo = in.readNBytes(SIZE);
            assertThat(echo.length).isEqualTo(SIZE);
            if (i % 1000 == 0) {
                assertThat(echo).isEqualTo(message);
            }
        }
    }
}
