package io.longwire.ws.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.AsyncHandler;
import io.longwire.ws.Closed;
import io.longwire.ws.Dispatch;
import io.longwire.ws.StreamHandler;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketServer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** How messages reach handlers of each kind, and what the loop goes on doing meanwhile. */
class DeliveryTest {
    private final Heard heard = new Heard();

    @OnEachTransportAndTls
    void aPingIsAnsweredWhileAWorkersHandlerBlocks(String transport) throws Exception {
        CountDownLatch blocking = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (WebSocketServer server = Heard.server(transport)
                        .endpoint("/", Dispatch.WORKER, () -> new Heard.Recording(heard) {
                            @Override
                            public void onText(WebSocket socket, String text) {
                                blocking.countDown();
                                await(release);
                                super.onText(socket, text);
                            }
                        })
                        .start();
                RawPeer peer = RawPeer.open(transport, server.port(), "/")) {
            peer.send(Frame.text("first"));
            await(blocking);
            peer.send(Frame.text("second"), Frame.ping("are you there?"), Frame.close(1000, ""));
            assertThat(peer.read()).isEqualTo(Frame.pong("are you there?"));
            assertThat(peer.readToEnd()).containsExactly(Frame.close(1000, ""));
            assertThat(heard.soFar()).containsExactly("open");
            release.countDown();
            assertThat(heard.next(4)).containsExactly("open", "text first", "text second", "closed 1000 \"\" by PEER");
        }
    }

    @OnEachTransportAndTls
    void aStreamingHandlerGetsPartsBeforeTheMessageIsWhole(String transport) throws Exception {
        for (Dispatch dispatch : Dispatch.values()) {
            try (WebSocketServer server = Heard.server(transport)
                            .set("ws.limits.message", 8)
                            .endpoint("/", dispatch, () -> new Streaming(heard))
                            .start();
                    RawPeer peer = RawPeer.open(transport, server.port(), "/")) {
                byte[] frame = peer.bytes(Frame.of(Frame.TEXT, "Grüße".getBytes(StandardCharsets.UTF_8)));
                int insideOfUmlaut = 6 + 3;
                peer.send(Arrays.copyOf(frame, insideOfUmlaut));
                assertThat(heard.next()).isEqualTo("text part 4772c3");
                peer.send(Arrays.copyOfRange(frame, insideOfUmlaut, frame.length));
                assertThat(heard.next()).isEqualTo("text end bcc39f65");
                // The limit on messages does not hold for an endpoint that keeps none.
                peer.send(Frame.binary(new byte[8]).more(), Frame.of(Frame.CONTINUATION, new byte[9]));
                int bytes = 0;
                String part;
                do {
                    part = heard.next();
                    bytes += part.substring(part.lastIndexOf(' ') + 1).length() / 2;
                } while (!part.startsWith("binary end"));
                assertThat(bytes).isEqualTo(17);
            }
            assertThat(heard.next()).startsWith("closed");
        }
    }

    private record Streaming(Heard heard) implements StreamHandler {
        @Override
        public void onText(WebSocket socket, ByteBuffer utf8, boolean last) {
            heard.add("text " + (last ? "end " : "part ") + hex(utf8));
        }

        @Override
        public void onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            heard.add("binary " + (last ? "end " : "part ") + hex(data));
        }

        private static String hex(ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            return HexFormat.of().formatHex(copy);
        }

        @Override
        public void onClose(WebSocket socket, Closed how) {
            heard.add("closed " + how.code());
        }
    }

    @OnEachTransportAndTls
    void anAsyncHandlerGetsTheNextMessageWhenTheStageIsComplete(String transport) throws Exception {
        for (Dispatch dispatch : Dispatch.values()) {
            Queue<CompletableFuture<Void>> stages = new ArrayDeque<>();
            try (WebSocketServer server = Heard.server(transport)
                            .endpoint("/", dispatch, () -> new Async(heard, stages))
                            .start();
                    RawPeer peer = RawPeer.open(transport, server.port(), "/")) {
                peer.send(Frame.text("one"), Frame.text("two"), Frame.text("fail"), Frame.text("never"));
                assertThat(heard.next()).isEqualTo("text one");
                peer.send(Frame.ping("p"));
                assertThat(peer.read()).isEqualTo(Frame.pong("p"));
                assertThat(heard.soFar()).isEmpty();
                stages.remove().complete(null);
                assertThat(heard.next()).isEqualTo("text two");
                assertThat(heard.soFar()).isEmpty();
                stages.remove().complete(null);
                assertThat(heard.next()).isEqualTo("text fail");
                stages.remove().completeExceptionally(new IllegalStateException("failed later"));
                assertThat(peer.readToEnd()).containsExactly(Frame.close(1011, ""));
                assertThat(heard.next(2)).containsExactly("error failed later", "closed 1011");
            }
        }
    }

    private record Async(Heard heard, Queue<CompletableFuture<Void>> stages) implements AsyncHandler {
        @Override
        public CompletionStage<?> onText(WebSocket socket, String text) {
            CompletableFuture<Void> stage = new CompletableFuture<>();
            stages.add(stage);
            heard.add("text " + text);
            return stage;
        }

        @Override
        public void onError(WebSocket socket, Throwable cause) {
            heard.add("error " + cause.getMessage());
        }

        @Override
        public void onClose(WebSocket socket, Closed how) {
            heard.add("closed " + how.code());
        }
    }

    @OnEachTransportAndTls
    void aPauseHoldsMessagesBackAndNotPongs(String transport) throws Exception {
        for (Dispatch dispatch : Dispatch.values()) {
            AtomicReference<WebSocket> paused = new AtomicReference<>();
            try (WebSocketServer server = Heard.server(transport)
                            .endpoint("/", dispatch, () -> new Heard.Recording(heard) {
                                @Override
                                public void onText(WebSocket socket, String text) {
                                    if (text.equals("pause")) {
                                        socket.pause();
                                        paused.set(socket);
                                    }
                                    super.onText(socket, text);
                                }
                            })
                            .start();
                    RawPeer peer = RawPeer.open(transport, server.port(), "/")) {
                peer.send(Frame.text("pause"), Frame.text("one"), Frame.text("two"), Frame.ping("p"));
                assertThat(peer.read()).isEqualTo(Frame.pong("p"));
                assertThat(heard.next(2)).containsExactly("open", "text pause");
                assertThat(heard.soFar()).isEmpty();
                paused.get().resume();
                assertThat(heard.next(2)).containsExactly("text one", "text two");
                peer.send(Frame.text("pause"), Frame.text("last"), Frame.close(1000, ""));
                // The peer's end lifts the pause, or the handler would never hear of it.
                assertThat(peer.readToEnd()).containsExactly(Frame.close(1000, ""));
                assertThat(heard.next(3)).containsExactly("text pause", "text last", "closed 1000 \"\" by PEER");
            }
        }
    }

    @OnEachTransportAndTls
    void messagesOfManyThreadsArriveWholeAndInOrderOfEach(String transport) throws Exception {
        int threads = 4;
        int each = 200;
        try (WebSocketServer server = Heard.server(transport)
                        .set("ws.outbound.max", "unlimited")
                        .endpoint("/", () -> new Heard.Recording(heard) {
                            @Override
                            public void onOpen(WebSocket socket) {
                                for (int t = 0; t < threads; t++) {
                                    String name = t + ":";
                                    new Thread(() -> {
                                                for (int i = 0; i < each; i++) {
                                                    socket.sendText(name + i);
                                                }
                                            })
                                            .start();
                                }
                            }
                        })
                        .start();
                RawPeer peer = RawPeer.open(transport, server.port(), "/")) {
            int[] next = new int[threads];
            for (int i = 0; i < threads * each; i++) {
                String[] text = peer.read().text().split(":");
                assertThat(Integer.parseInt(text[1])).isEqualTo(next[Integer.parseInt(text[0])]++);
            }
            assertThat(next).containsOnly(each);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
