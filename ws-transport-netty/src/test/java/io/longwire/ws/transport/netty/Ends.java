package io.longwire.ws.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.spi.Acceptor;
import io.longwire.ws.spi.Listener;
import io.longwire.ws.spi.Receiver;
import io.longwire.ws.spi.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Both ends of one connection: our wire with what its receiver was told, and the peer's plain socket. */
final class Ends implements AutoCloseable {
    static final int DEADLINE = 30;

    final NettyTransport transport;
    final Listener listener;
    final Recorder recorder = new Recorder();
    final Socket peer;
    final Wire wire;

    Ends(Engine engine) throws Exception {
        transport = new NettyTransport(new NettySettings(engine, 1, 16, 64 << 10));
        listener = transport.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), recorder);
        InetSocketAddress address = (InetSocketAddress) listener.address();
        peer = new Socket(address.getAddress(), address.getPort());
        peer.setSoTimeout(DEADLINE * 1000);
        wire = recorder.wire.get(DEADLINE, TimeUnit.SECONDS);
    }

    /** Runs something on the wire's loop and waits for it. */
    void onLoop(Runnable task) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        wire.loop().execute(() -> {
            try {
                task.run();
                done.complete(null);
            } catch (Throwable thrown) {
                done.completeExceptionally(thrown);
            }
        });
        done.get(DEADLINE, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        peer.close();
        transport.close();
    }

    /** Writes down what it is told, one line for each call. */
    static final class Recorder implements Acceptor, Receiver {
        final CompletableFuture<Wire> wire = new CompletableFuture<>();
        final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        volatile @Nullable Throwable cause;
        private @Nullable ByteBuffer outgoing;

        /** Writes all of it, however long that takes. Loop only. */
        void send(ByteBuffer bytes) {
            outgoing = bytes;
            wire.join().write(bytes);
        }

        void expect(String line) throws InterruptedException {
            assertThat(lines.poll(DEADLINE, TimeUnit.SECONDS)).isEqualTo(line);
        }

        /** Reads that many bytes, each of which must be the low byte of its place. */
        void expectBytes(int count) throws InterruptedException {
            int at = 0;
            while (at < count) {
                String line = lines.poll(DEADLINE, TimeUnit.SECONDS);
                assertThat(line).as("after %d bytes", at).startsWith("bytes " + (at & 0xff) + " ");
                at += Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1));
            }
            assertThat(at).isEqualTo(count);
        }

        @Override
        public Receiver accept(Wire accepted) {
            wire.complete(accepted);
            return this;
        }

        @Override
        public void failed(IOException failure) {
            lines.add("failed");
        }

        @Override
        public void onBytes(ByteBuffer bytes) {
            int first = bytes.get(0) & 0xff;
            for (int i = 0; i < bytes.limit(); i++) {
                if ((bytes.get(i) & 0xff) != ((first + i) & 0xff)) {
                    lines.add("wrong byte at " + i);
                    return;
                }
            }
            lines.add("bytes " + first + " " + bytes.remaining());
        }

        @Override
        public void onWritable() {
            if (outgoing != null) {
                wire.join().write(outgoing);
                if (outgoing.hasRemaining()) {
                    return;
                }
                outgoing = null;
            }
            lines.add("writable");
        }

        @Override
        public void onEnd() {
            lines.add("end");
        }

        @Override
        public void onClosed(@Nullable Throwable thrown) {
            cause = thrown;
            lines.add(thrown == null ? "closed" : "closed by a failure");
        }
    }

    /** Bytes that count up. */
    static byte[] counting(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }

    static ByteBuffer direct(byte[] bytes, int from, int to) {
        return ByteBuffer.allocateDirect(to - from)
                .put(Arrays.copyOfRange(bytes, from, to))
                .flip();
    }
}
