package io.longwire.ws.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import io.longwire.ws.Dispatch;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.WebSocketServer;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What the loop allocates for a binary echo of 64 bytes, one in flight, when the JVM has compiled it: on NIO nothing beyond what a
 * bare selector echo does, on Netty at most 256 bytes.
 *
 * <p>The heartbeat is off: its sweep costs some bytes a second, whatever is sent. The loop's thread reads its own counter at each {@value #ROUND}th message. The best of {@value #ROUNDS} rounds counts: the
 * first ones run while the JVM still compiles.
 */
@Tag("slow")
@Timeout(300)
class AllocationTest {
    private static final int SIZE = 64;
    private static final int ROUND = 10_000;
    private static final int ROUNDS = 12;
    private static final int MOST_ON_NETTY = 256;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void onNioAnEchoAllocatesNothingBeyondABareSelectorsEcho() throws Exception {
        double bare = bare();
        double ours = echo("nio", bare, Echo::new);
        System.out.printf("allocated by an echo: nio %.3f, bare selector %.3f bytes%n", ours, bare);
        checkNio(ours, bare);
    }

    @Test
    void onNioAHandlerThatAllocatesFailsTheCheck() throws Exception {
        double bare = bare();
        double ours = echo("nio", bare, Wasteful::new);
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> checkNio(ours, bare));
    }

    @Test
    void onNettyAnEchoAllocatesLittle() throws Exception {
        double ours = echo("netty", MOST_ON_NETTY, Echo::new);
        System.out.printf("allocated by an echo: netty %.3f bytes%n", ours);
        checkNetty(ours);
    }

    @Test
    void onNettyAHandlerThatAllocatesFailsTheCheck() throws Exception {
        double ours = echo("netty", MOST_ON_NETTY, Wasteful::new);
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> checkNetty(ours));
    }

    private static void checkNio(double ours, double bare) {
        assertThat(ours).isLessThanOrEqualTo(bare);
    }

    private static void checkNetty(double ours) {
        assertThat(ours).isLessThanOrEqualTo(MOST_ON_NETTY);
    }

    /** Reads the counter of the thread it is called on, once a round. */
    private static final class Counter implements Runnable {
        private final AtomicLong best = new AtomicLong(Long.MAX_VALUE);
        private int messages;
        private long before = -1;

        @Override
        public void run() {
            if (messages++ % ROUND == 0) {
                long now = THREADS.getCurrentThreadAllocatedBytes();
                if (before >= 0) {
                    best.accumulateAndGet(now - before, Math::min);
                }
                // What this call allocated is not the echo's.
                before = THREADS.getCurrentThreadAllocatedBytes();
            }
        }

        double bytesPerMessage() {
            return best.get() / (double) ROUND;
        }
    }

    private record Echo(Counter counter) implements WebSocketHandler {
        @Override
        public void onBinary(WebSocket socket, ByteBuffer data) {
            counter.run();
            socket.sendBinary(data);
        }
    }

    /** Makes an array for each message, and lets it escape. */
    private static final class Wasteful implements WebSocketHandler {
        private final Counter counter;
        private byte[] last = {};

        Wasteful(Counter counter) {
            this.counter = counter;
        }

        @Override
        public void onBinary(WebSocket socket, ByteBuffer data) {
            counter.run();
            last = new byte[2 * MOST_ON_NETTY - last.length % 2];
            socket.sendBinary(data);
        }
    }

    private static double bare() throws Exception {
        Counter counter = new Counter();
        try (BareEcho echo = new BareEcho(counter);
                Socket peer = connect(echo.port())) {
            exchange(peer, new byte[SIZE], SIZE, counter, 0);
        }
        return counter.bytesPerMessage();
    }

    private static double echo(String transport, double enough, Function<Counter, WebSocketHandler> handler)
            throws Exception {
        Counter counter = new Counter();
        try (WebSocketServer server = Heard.server(transport)
                        .set("ws.plugins.heartbeat.enabled", false)
                        .endpoint("/", Dispatch.EVENT_LOOP, () -> handler.apply(counter))
                        .start();
                Socket peer = connect(server.port())) {
            peer.getOutputStream().write(RawPeer.request(server.port(), "/").getBytes("ISO-8859-1"));
            DataInputStream in = new DataInputStream(peer.getInputStream());
            for (int tail = 0; tail != 0x0d0a0d0a; ) {
                tail = tail << 8 | in.readUnsignedByte();
            }
            exchange(peer, Frame.binary(new byte[SIZE]).masked(true).bytes(), 2 + SIZE, counter, enough);
        }
        return counter.bytesPerMessage();
    }

    private static Socket connect(int port) throws IOException {
        Socket peer = new Socket(InetAddress.getLoopbackAddress(), port);
        peer.setTcpNoDelay(true);
        peer.setSoTimeout(RawPeer.DEADLINE_MILLIS);
        return peer;
    }

    /** Sends one message after the other, until enough is shown or all rounds are done. */
    private static void exchange(Socket peer, byte[] message, int answer, Counter counter, double enough)
            throws IOException {
        DataInputStream in = new DataInputStream(peer.getInputStream());
        byte[] echo = new byte[answer];
        for (int round = 0; round < ROUNDS && counter.bytesPerMessage() > enough; round++) {
            for (int i = 0; i < ROUND; i++) {
                peer.getOutputStream().write(message);
                in.readFully(echo);
            }
        }
    }
}
