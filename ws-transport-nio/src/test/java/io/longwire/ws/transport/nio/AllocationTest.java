package io.longwire.ws.transport.nio;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What the loop allocates for an echo of 64 bytes, next to what a bare selector does. */
class AllocationTest {
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final int SIZE = 64;
    private static final int MESSAGES = 3_000;
    private static final int WINDOWS = 8;

    /** Bytes per message above the bare selector: counters are read by other code of the same thread. */
    private static final double TOLERANCE = 2;

    @Test
    void anEchoAllocatesNoMoreThanABareSelector() throws Exception {
        double floor = bareSelector();
        assertThat(echo(bytes -> bytes)).as("bytes per echo, bare: %s", floor).isLessThanOrEqualTo(floor + TOLERANCE);
    }

    @Test
    void aReceiverThatAllocatesIsSeen() throws Exception {
        double floor = bareSelector();
        assertThat(echo(bytes -> ByteBuffer.allocate(SIZE).put(bytes).flip())).isGreaterThan(floor + TOLERANCE);
    }

    @Test
    void aBigHeapBufferIsNotCopiedWholeOutsideTheHeap() throws Exception {
        BufferPoolMXBean direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .findFirst()
                .orElseThrow();
        try (NioTransport transport = new NioTransport(NioSettings.ofLoops(1))) {
            Echo echo = new Echo();
            try (Socket peer = connect(transport, echo)) {
                var wire = next(echo.wires);
                CompletableFuture<Long> grown = new CompletableFuture<>();
                wire.loop().execute(() -> {
                    long before = direct.getMemoryUsed();
                    wire.write(ByteBuffer.allocate(16 << 20));
                    wire.write(ByteBuffer.allocate(10), ByteBuffer.allocate(16 << 20));
                    grown.complete(direct.getMemoryUsed() - before);
                });
                assertThat(peer.getInputStream().read()).isZero();
                assertThat(grown.get(20, TimeUnit.SECONDS)).isLessThan(1 << 20);
            }
        }
    }

    private static double echo(UnaryOperator<ByteBuffer> onTheWay) throws Exception {
        try (NioTransport transport = new NioTransport(NioSettings.ofLoops(1))) {
            CompletableFuture<Long> thread = new CompletableFuture<>();
            transport
                    .loops()
                    .get(0)
                    .execute(() -> thread.complete(Thread.currentThread().getId()));
            try (Socket peer = connect(transport, new Echo(onTheWay))) {
                return leastPerMessage(peer, thread.get(20, TimeUnit.SECONDS));
            }
        }
    }

    /** The least of some windows: the first ones run before the compiler has done its work. */
    private static double leastPerMessage(Socket peer, long thread) throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        DataInputStream in = new DataInputStream(peer.getInputStream());
        OutputStream out = peer.getOutputStream();
        byte[] message = new byte[SIZE];
        byte[] back = new byte[SIZE];
        long least = Long.MAX_VALUE;
        for (int window = 0; window < WINDOWS; window++) {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < MESSAGES; i++) {
                message[i % SIZE] = (byte) i;
                out.write(message);
                in.readFully(back);
            }
            assertThat(back).isEqualTo(message);
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }
        return least / (double) MESSAGES;
    }

    private static Socket connect(NioTransport transport, Echo echo) throws IOException {
        return connect((InetSocketAddress) transport.listen(ANY, echo).address());
    }

    private static Socket connect(InetSocketAddress address) throws IOException {
        Socket peer = new Socket(address.getAddress(), address.getPort());
        peer.setTcpNoDelay(true);
        peer.setSoTimeout(60_000);
        return peer;
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(20, TimeUnit.SECONDS);
        assertThat(next).as("something within 20 s").isNotNull();
        return next;
    }

    /** The floor: one connection, one direct buffer, read and write. */
    private static double bareSelector() throws Exception {
        try (ServerSocketChannel server = ServerSocketChannel.open().bind(ANY);
                Selector selector = Selector.open()) {
            Thread thread = new Thread(() -> {
                try (SocketChannel channel = server.accept()) {
                    channel.configureBlocking(false);
                    channel.register(selector, SelectionKey.OP_READ);
                    serve(selector, channel, ByteBuffer.allocateDirect(256 << 10));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            thread.start();
            double least;
            try (Socket peer = connect((InetSocketAddress) server.getLocalAddress())) {
                least = leastPerMessage(peer, thread.getId());
            }
            thread.join(20_000);
            assertThat(thread.isAlive()).isFalse();
            return least;
        }
    }

    private static void serve(Selector selector, SocketChannel channel, ByteBuffer buffer) throws IOException {
        int[] count = {0};
        while (count[0] >= 0) {
            selector.select(key -> {
                try {
                    count[0] = channel.read(buffer.clear());
                    channel.write(buffer.flip());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
