package io.longwire.ws.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.longwire.ws.CloseReason;
import io.longwire.ws.Dispatch;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** What handlers send, to peers that read it and to peers that do not. */
class OutputTest {
    private static final int CHUNK = 64 * 1024;

    private final Heard heard = new Heard();

    /** Sends until nothing is accepted any more. */
    private final class Flood extends Heard.Recording {
        Flood() {
            super(heard);
        }

        @Override
        public void onText(WebSocket socket, String text) {
            int accepted = 0;
            while (accepted < 10_000 && socket.sendBinary(ByteBuffer.allocate(CHUNK))) {
                accepted++;
            }
            heard.add(accepted < 10_000 ? "refused" : "never refused");
            heard.add("open: " + socket.isOpen());
        }
    }

    @OnEachTransportAndTls
    void aPeerThatDoesNotReadIsCutAsASlowConsumer(String transport) throws Exception {
        for (Dispatch dispatch : Dispatch.values()) {
            try (WebSocketServer server = Heard.server(transport)
                            .set("ws.limits.close-timeout", "50 ms")
                            .endpoint("/", dispatch, Flood::new)
                            .start();
                    RawPeer peer =
                            RawPeer.connectNarrow(transport, server.port()).upgrade("/")) {
                peer.send(Frame.text("flood me"));
                assertThat(heard.next(2)).containsExactly("open", "refused");
                assertThat(heard.next()).startsWith("open: ");
                assertThat(heard.next()).isEqualTo("error IOException: slow consumer");
                assertThat(heard.next()).isEqualTo("closed 1013 \"slow consumer\" by LOCAL");
                assertThat(server.counters()).containsEntry("ws.slow-consumers", 1L);
            }
        }
    }

    @OnEachTransportAndTls
    void onDrainedIsCalledWhenAPeerHasReadWhatWaited(String transport) throws Exception {
        for (Dispatch dispatch : Dispatch.values()) {
            try (WebSocketServer server = Heard.server(transport)
                            .set("ws.outbound.max", "64 MiB")
                            .set("ws.outbound.stall-timeout", "off")
                            .endpoint("/", dispatch, () -> new Heard.Recording(heard) {
                                @Override
                                public void onText(WebSocket socket, String text) {
                                    socket.sendBinary(ByteBuffer.allocate(32 << 20));
                                    heard.add("sent");
                                }

                                @Override
                                public void onDrained(WebSocket socket) {
                                    heard.add("drained to " + (socket.bufferedBytes() <= 32 * 1024));
                                }
                            })
                            .start();
                    RawPeer peer =
                            RawPeer.connectNarrow(transport, server.port()).upgrade("/")) {
                peer.send(Frame.text("send me much"));
                assertThat(heard.next(2)).containsExactly("open", "sent");
                // More than any socket takes: it waits, and it cannot drain before the peer reads.
                assertThat(heard.soFar()).isEmpty();
                assertThat(peer.readMessage().payload()).hasSize(32 << 20);
                assertThat(heard.next()).isEqualTo("drained to true");
            }
            assertThat(heard.next()).startsWith("closed ");
        }
    }

    @OnEachTransportAndTls
    void flushedCompletesWhenAllIsWithTheSocketAndFailsWhenItNeverWillBe(String transport) throws Exception {
        CompletableFuture<WebSocket> open = new CompletableFuture<>();
        try (WebSocketServer server = Heard.server(transport)
                        .set("ws.outbound.max", "64 MiB")
                        .set("ws.outbound.stall-timeout", "off")
                        .endpoint("/", () -> new Heard.Recording(heard) {
                            @Override
                            public void onOpen(WebSocket socket) {
                                open.complete(socket);
                            }
                        })
                        .start();
                RawPeer peer = RawPeer.connectNarrow(transport, server.port()).upgrade("/")) {
            WebSocket socket = open.get(60, TimeUnit.SECONDS);
            socket.flushed().toCompletableFuture().get(60, TimeUnit.SECONDS);
            socket.sendBinary(ByteBuffer.allocate(32 << 20));
            CompletableFuture<Void> flushed = socket.flushed().toCompletableFuture();
            assertThat(flushed).isNotDone();
            assertThat(peer.readMessage().payload()).hasSize(32 << 20);
            flushed.get(60, TimeUnit.SECONDS);
            assertThat(socket.bufferedBytes()).isZero();

            socket.sendBinary(ByteBuffer.allocate(32 << 20));
            CompletableFuture<Void> never = socket.flushed().toCompletableFuture();
            socket.abort(CloseReason.GOING_AWAY, new IllegalStateException("no time left"));
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> never.get(60, TimeUnit.SECONDS))
                    .withCauseInstanceOf(IOException.class);
            assertThat(socket.sendText("too late")).isFalse();
        }
    }

    @OnEachTransportAndTls
    void flushedFailsWhenThePeerResetsWhileBytesWait(String transport) throws Exception {
        CompletableFuture<WebSocket> open = new CompletableFuture<>();
        try (WebSocketServer server = Heard.server(transport)
                        .set("ws.outbound.stall-timeout", "off")
                        .endpoint("/", () -> new Heard.Recording(heard) {
                            @Override
                            public void onOpen(WebSocket socket) {
                                open.complete(socket);
                            }
                        })
                        .start();
                RawPeer peer = RawPeer.connectNarrow(transport, server.port()).upgrade("/")) {
            WebSocket socket = open.get(60, TimeUnit.SECONDS);
            socket.sendBinary(ByteBuffer.allocate(32 << 20));
            CompletableFuture<Void> never = socket.flushed().toCompletableFuture();
            assertThat(never).isNotDone();
            peer.reset();
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> never.get(60, TimeUnit.SECONDS))
                    .withCauseInstanceOf(IOException.class);
            assertThat(heard.next()).startsWith("error ");
            assertThat(heard.next()).isEqualTo("closed 1006 \"\" by NOBODY");
        }
    }

    @OnEachTransportAndTls
    void whatOneCallbackSendsToTwoConnectionsIsNotMixed(String transport) throws Exception {
        Map<String, WebSocket> sockets = new ConcurrentHashMap<>();
        try (WebSocketServer server = Heard.server(transport)
                        .endpoint("/{name}", Dispatch.EVENT_LOOP, () -> new Heard.Recording(heard) {
                            @Override
                            public void onOpen(WebSocket socket) {
                                sockets.put(socket.handshake().parameter("name"), socket);
                                super.onOpen(socket);
                            }

                            @Override
                            public void onText(WebSocket socket, String text) {
                                for (int i = 0; i < 1000; i++) {
                                    for (String name : new String[] {"a", "b"}) {
                                        sockets.get(name).sendText(name + " " + i);
                                    }
                                }
                            }
                        })
                        .start();
                RawPeer a = RawPeer.open(transport, server.port(), "/a");
                RawPeer b = RawPeer.open(transport, server.port(), "/b")) {
            heard.next(2);
            a.send(Frame.text("go"));
            for (int i = 0; i < 1000; i++) {
                assertThat(a.read()).isEqualTo(Frame.text("a " + i));
                assertThat(b.read()).isEqualTo(Frame.text("b " + i));
            }
        }
    }

    @OnEachTransportAndTls
    void aFloodOfPingsEndsWith1008(String transport) throws Exception {
        try (WebSocketServer server = Heard.server(transport)
                        .set("ws.limits.control-burst", 10)
                        .set("ws.limits.control-rate", 1)
                        .endpoint("/", () -> new Heard.Recording(heard))
                        .start();
                RawPeer peer = RawPeer.open(transport, server.port(), "/")) {
            Frame[] flood = new Frame[1000];
            Arrays.fill(flood, Frame.ping("p"));
            peer.send(flood);
            assertThat(peer.readToEnd())
                    .hasSizeBetween(11, 500)
                    .startsWith(Frame.pong("p"))
                    .endsWith(Frame.close(1008, "too many control frames"));
        }
    }

    @OnEachTransport // with TLS it is cut before the TLS handshake
    void aConnectionTooManyIsRefusedWith503(String transport) throws Exception {
        try (WebSocketServer server = Heard.server(transport)
                        .set("ws.limits.connections", 1)
                        .endpoint("/", () -> new Heard.Recording(heard))
                        .start();
                RawPeer first = RawPeer.open(transport, server.port(), "/");
                RawPeer second = RawPeer.connect(transport, server.port())) {
            assertThat(heard.next()).isEqualTo("open");
            second.send(second.request("/"));
            assertThat(second.readHead()).startsWith("HTTP/1.1 503 ").containsIgnoringCase("\r\nRetry-After: ");
            first.send(Frame.close(1000, ""));
            assertThat(first.readToEnd()).hasSize(1);
            assertThat(heard.next()).startsWith("closed 1000");
        }
    }

    @OnEachTransport
    void aConnectionTooManyOfOneAddressIsRefusedWith429UntilOneHasEnded(String transport) throws Exception {
        try (WebSocketServer server = Heard.server(transport)
                .set("ws.limits.connections-per-address", 1)
                .endpoint("/", () -> new Heard.Recording(heard))
                .start()) {
            try (RawPeer first = RawPeer.open(server.port(), "/")) {
                assertThat(heard.next()).isEqualTo("open");
                assertThat(answer(server)).startsWith("HTTP/1.1 429 ").containsIgnoringCase("\r\nRetry-After: ");
                first.reset();
                assertThat(heard.next()).startsWith("error ");
                assertThat(heard.next()).startsWith("closed 1006");
            }
            String last = "";
            for (int i = 0;
                    i < 1000 && !last.startsWith("HTTP/1.1 101 ");
                    i++) { // those refused leave in their own time
                last = answer(server);
            }
            assertThat(last).startsWith("HTTP/1.1 101 ");
        }
    }

    private static String answer(WebSocketServer server) throws Exception {
        try (RawPeer peer = RawPeer.connect(server.port())) {
            peer.send(peer.request("/"));
            return peer.readHead();
        }
    }
}
