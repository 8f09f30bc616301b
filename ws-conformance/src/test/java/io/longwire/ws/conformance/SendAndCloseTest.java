package io.longwire.ws.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.CloseReason;
import io.longwire.ws.Dispatch;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.testkit.ManualLoop;
import io.longwire.ws.testkit.MemoryNetwork;
import io.longwire.ws.testkit.MemoryPeer;
import io.longwire.ws.testkit.MemoryTransportProvider;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A thread sends while a connection is closed, on the loop or by another thread: 10,000 times, in a full run a million. */
class SendAndCloseTest {
    private static final int ROUNDS = Boolean.getBoolean("longwire.rows.full") ? 1_000_000 : 10_000;
    private static final int MOST = 40;
    private static final byte[] REQUEST = ("GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                    + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);

    private final AtomicReference<WebSocket> opened = new AtomicReference<>();

    @Test
    void whatIsAcceptedComesBeforeTheCloseOrIsToldAsLostAndNothingIsBehind() throws Exception {
        MemoryNetwork network = new MemoryNetwork();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (WebSocketServer server = WebSocketServer.builder()
                .transport(new MemoryTransportProvider(network))
                .port(0)
                .endpoint("/", Dispatch.EVENT_LOOP, () -> new WebSocketHandler() {
                    @Override
                    public void onOpen(WebSocket socket) {
                        opened.set(socket);
                    }
                })
                .start()) {
            long accepted = 0;
            for (int round = 0; round < ROUNDS; round++) {
                MemoryPeer peer = network.connect(server.addresses().get(0));
                peer.write(REQUEST);
                network.runPending();
                peer.read();
                WebSocket socket = opened.get();
                String name = round + ":";
                Future<Sent> sent = threads.submit(() -> send(socket, name));
                Future<?> closed = CompletableFuture.completedFuture(null);
                if (round % 2 == 0) {
                    closed = threads.submit(() -> ManualLoop.outside(() -> socket.close(CloseReason.NORMAL)));
                } else {
                    network.runPending();
                    socket.close(CloseReason.NORMAL);
                }
                while (!sent.isDone() || !closed.isDone()) {
                    network.runPending();
                }
                network.runPending();
                accepted += sent.get().accepted();
                assertHeard(peer, name, sent.get());
                peer.reset();
                network.runPending();
            }
            assertThat(accepted).as("messages that won the race").isPositive();
            assertThat(server.connections()).isZero();
            server.stop();
            while (server.counters().get("ws.connections.active") != 0) {
                network.runPending();
            }
        } finally {
            threads.shutdownNow();
            threads.awaitTermination(60, TimeUnit.SECONDS);
        }
    }

    /** How many were accepted, and whether they are with the socket. */
    private record Sent(int accepted, CompletableFuture<Void> flushed) {}

    private static Sent send(WebSocket socket, String name) {
        Sent[] sent = new Sent[1];
        ManualLoop.outside(() -> {
            int accepted = 0;
            while (accepted < MOST && socket.sendText(name + accepted)) {
                accepted++;
            }
            sent[0] = new Sent(accepted, socket.flushed().toCompletableFuture());
        });
        return sent[0];
    }

    /** One that is accepted just as the connection is closed may be lost, which flushed() then tells. */
    private static void assertHeard(MemoryPeer peer, String name, Sent sent) {
        ByteBuffer bytes = ByteBuffer.wrap(peer.read());
        for (int i = 0; i < sent.accepted(); i++) {
            if (i == sent.accepted() - 1 && bytes.get(bytes.position()) != (byte) 0x81) {
                assertThat(sent.flushed()).as("message %d is lost", i).isCompletedExceptionally();
                break;
            }
            assertThat(bytes.get()).as("message %d of %d", i, sent.accepted()).isEqualTo((byte) 0x81);
            byte[] text = new byte[bytes.get()];
            bytes.get(text);
            assertThat(new String(text, StandardCharsets.US_ASCII)).isEqualTo(name + i);
        }
        byte[] rest = new byte[bytes.remaining()];
        bytes.get(rest);
        assertThat(rest).as("after %d messages", sent.accepted()).containsExactly(0x88, 2, 3, 0xe8);
    }
}
