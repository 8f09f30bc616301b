package io.longwire.ws.conformance.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.CloseReason;
import io.longwire.ws.Dispatch;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.conformance.Frame;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server with nothing configured does in fourteen situations in which servers differ. The answers are printed as a table. */
@Timeout(300)
class ServerDefaultsTest {
    private static final List<String> TABLE = new ArrayList<>();
    private static final int DEADLINE_SECONDS = 60;
    private static final int OTHERS = 31;

    private final Clock clock = new Clock();
    private final CountDownLatch handlerGoesOn = new CountDownLatch(1);
    private final AtomicLong mostBuffered = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private WebSocketServer server;
    private String transport;

    private final class Echo implements WebSocketHandler {
        @Override
        public void onText(WebSocket socket, String text) {
            switch (text) {
                case "block" -> await(handlerGoesOn);
                case "throw" -> throw new IllegalStateException("for the log alone");
                case "close" -> socket.close(CloseReason.NORMAL);
                case "flood" -> flood(socket);
                default -> socket.sendText(text);
            }
        }

        private void flood(WebSocket socket) {
            ByteBuffer message = ByteBuffer.allocate(64 * 1024);
            for (int i = 0; i < 2000 && socket.sendBinary(message.duplicate()); i++) {
                accepted.incrementAndGet();
                mostBuffered.accumulateAndGet(socket.bufferedBytes(), Math::max);
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"nio", "netty"})
    void areWhatTheyShouldBe(String name) throws Exception {
        transport = name;
        server = WebSocketServer.builder()
                .port(0)
                .transport(new ClockedTransport(name, clock))
                .endpoint("/", Echo::new)
                .endpoint("/loop", Dispatch.EVENT_LOOP, Echo::new)
                .start();

        row("ping, idle", "pong", this::pingIdle);
        row("ping while a WORKER handler is busy", "pong before the handler returned", this::pingBehindAHandler);
        row("others of 32 delayed by a blocking handler", "0", this::delayedOthers);
        row("handler throws", "1011 \"\"", () -> ended(Frame.text("throw")));
        row("unmasked frame", "1002", () -> code(raw(0x81, 1, 'x')));
        row("invalid UTF-8", "1007", () -> code(masked(Frame.of(Frame.TEXT, new byte[] {(byte) 0xc0, (byte) 0x80}))));
        row("RSV1 without an extension", "1002", () -> code(masked(new Frame(0xc1, false, new byte[] {'x'}))));
        row(
                "one-byte Close / code 1005",
                "1002 / 1002",
                () -> code(masked(Frame.of(Frame.CLOSE, new byte[] {3}))) + " / "
                        + code(masked(Frame.close(1005, ""))));
        row("foreign Origin", "403", this::foreignOrigin);
        row("70 KB / 1.1 MB message", "echoed / 1009", this::largeMessages);
        row("20,000 empty fragments", "1008", this::emptyFragments);
        row("server closes, peer silent", "reset after 10 s", this::silentPeer);
        row(
                "2,000 x 64 KiB to a stalled reader",
                "at most 1 MiB and a message waited, then ended as slow",
                this::stalledReader);
        row("bad permessage-deflate parameter", "declined", this::badParameter);
    }

    private void row(String situation, String right, Probe probe) throws Exception {
        String answer = probe.answer();
        TABLE.add(String.format("%-6s %-44s %s", transport, situation, answer));
        assertThat(answer).as(situation).isEqualTo(right);
    }

    private interface Probe {
        String answer() throws Exception;
    }

    // ---- the fourteen

    private String pingIdle() throws Exception {
        try (Peer peer = open("/loop")) {
            peer.send(Frame.ping("x"));
            return peer.read().equals(Frame.pong("x")) ? "pong" : "no pong";
        }
    }

    private String pingBehindAHandler() throws Exception {
        try (Peer peer = open("/")) {
            peer.send(Frame.text("block"), Frame.ping("x"));
            return peer.read().equals(Frame.pong("x")) && handlerGoesOn.getCount() == 1
                    ? "pong before the handler returned"
                    : "no pong";
        }
    }

    private String delayedOthers() throws Exception {
        try (Peer blocking = open("/")) {
            blocking.send(Frame.text("block"));
            int delayed = OTHERS;
            for (int i = 0; i < OTHERS; i++) {
                try (Peer other = open("/")) {
                    other.send(Frame.text("hello"));
                    delayed -= other.read().equals(Frame.text("hello")) && handlerGoesOn.getCount() == 1 ? 1 : 0;
                }
            }
            handlerGoesOn.countDown();
            return Integer.toString(delayed);
        }
    }

    private String foreignOrigin() throws Exception {
        try (Peer peer = connect(0)) {
            peer.send(upgrade("/", "Origin: http://evil.example"));
            return peer.readHead().substring(9, 12);
        }
    }

    private String largeMessages() throws Exception {
        try (Peer peer = open("/loop")) {
            Frame large = Frame.text("x".repeat(70_000));
            peer.send(large);
            return (peer.read().equals(large) ? "echoed" : "not echoed") + " / "
                    + code(masked(Frame.text("x".repeat(1_100_000))));
        }
    }

    private String emptyFragments() throws Exception {
        Frame[] fragments = new Frame[20_000];
        Arrays.fill(fragments, Frame.of(Frame.CONTINUATION, new byte[0]).more());
        fragments[0] = Frame.text("").more();
        return code(masked(fragments));
    }

    private String silentPeer() throws Exception {
        try (Peer peer = open("/loop")) {
            peer.send(Frame.text("close"));
            assertThat(peer.read().closeCode()).isEqualTo(1000);
            clock.advance(Duration.ofMillis(9_999));
            if (peer.ended() != null) {
                return "ended at once";
            }
            clock.advance(Duration.ofMillis(1));
            return peer.awaitEnd() == Ears.End.RESET ? "reset after 10 s" : "FIN after 10 s";
        }
    }

    private String stalledReader() throws Exception {
        int port = server.port();
        try (Peer peer = new Peer(Link.PLAIN.connect(port, 4 * 1024), true, Cut.WHOLE, 0)) {
            peer.send(upgrade("/"));
            peer.send(Frame.text("flood"));
            while (server.counters().getOrDefault("ws.slow-consumers", 0L) == 0) {
                Thread.onSpinWait(); // the test's time limit ends it
            }
            assertThat(accepted).hasPositiveValue().hasValueLessThan(2000);
            boolean bounded = mostBuffered.get() <= (1024 + 64) * 1024;
            return bounded ? "at most 1 MiB and a message waited, then ended as slow" : mostBuffered + " bytes waited";
        }
    }

    private String badParameter() throws Exception {
        try (Peer peer = connect(0)) {
            peer.send(upgrade("/", "Sec-WebSocket-Extensions: permessage-deflate; foo=1"));
            String head = peer.readHead();
            return head.startsWith("HTTP/1.1 101 ") && !head.contains("Sec-WebSocket-Extensions")
                    ? "declined"
                    : head.substring(9, 12);
        }
    }

    // ---- peers

    private Peer connect(int receiveBuffer) throws Exception {
        return new Peer(Link.PLAIN.connect(server.port(), receiveBuffer), true, Cut.WHOLE, 0).listen();
    }

    private Peer open(String path) throws Exception {
        Peer peer = connect(0);
        peer.send(upgrade(path));
        assertThat(peer.readHead()).startsWith("HTTP/1.1 101 ");
        return peer;
    }

    private static byte[] raw(int... bytes) {
        byte[] all = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            all[i] = (byte) bytes[i];
        }
        return all;
    }

    private static byte[] masked(Frame... frames) {
        ByteBuffer all = ByteBuffer.allocate(Arrays.stream(frames)
                .mapToInt(frame -> frame.payload().length + 14)
                .sum());
        for (Frame frame : frames) {
            all.put(frame.masked(true).bytes());
        }
        return Arrays.copyOf(all.array(), all.position());
    }

    private String code(byte[] bytes) throws Exception {
        return Integer.toString(close(bytes).closeCode());
    }

    private String ended(Frame frame) throws Exception {
        Frame close = close(masked(frame));
        return close.closeCode() + " \"" + close.closeText() + "\"";
    }

    /** The Close frame that ends a connection on which these bytes are sent. */
    private Frame close(byte[] bytes) throws Exception {
        try (Peer peer = open("/loop")) {
            peer.send(bytes);
            Frame frame = peer.read();
            assertThat(frame.opcode()).isEqualTo(Frame.CLOSE);
            return frame;
        }
    }

    private String upgrade(String path, String... headers) {
        StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + server.port()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                + Request.KEY + "\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return request.append("\r\n").toString();
    }

    @AfterEach
    void stop() {
        handlerGoesOn.countDown();
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
        while (!stopped.isDone()) {
            clock.advance(Duration.ofSeconds(1)); // closing handshakes have deadlines
        }
        stopped.join();
    }

    @AfterAll
    static void print() {
        System.out.println("What a server does by default");
        TABLE.forEach(System.out::println);
    }
}
