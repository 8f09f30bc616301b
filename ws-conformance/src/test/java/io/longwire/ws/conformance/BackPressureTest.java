package io.longwire.ws.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.Dispatch;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.spi.ConnectionWatcher;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Plugin;
import io.longwire.ws.spi.PluginContext;
import io.longwire.ws.spi.PluginProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Peers that are slow hold themselves back and lose nothing. */
class BackPressureTest {
    private static final int MESSAGES = 16;
    private static final int SIZE = 1 << 20;

    /** Tells when the engine stops reading a socket. */
    private static final class Watch implements PluginProvider, Plugin {
        final CountDownLatch stopped = new CountDownLatch(1);
        final CountDownLatch wentOn = new CountDownLatch(1);

        @Override
        public String name() {
            return "watch";
        }

        @Override
        public Plugin create(PluginContext context) {
            return this;
        }

        @Override
        public ConnectionWatcher watch(WebSocket socket, Loop loop) {
            return new ConnectionWatcher() {
                @Override
                public void onReading(boolean reading) {
                    (reading ? wentOn : stopped).countDown();
                }
            };
        }
    }

    @OnEachTransportAndTls
    void echoesOfAPeerThatReadsLateArriveWhole(String transport) throws Exception {
        for (Dispatch dispatch : Dispatch.values()) {
            Watch watch = new Watch();
            try (WebSocketServer server = Heard.server(transport)
                            .plugin(watch)
                            .set("ws.outbound.stall-timeout", "off") // however slow the machine is
                            .endpoint("/", dispatch, Heard.Echo::new)
                            .start();
                    RawPeer peer =
                            RawPeer.connectNarrow(transport, server.port()).upgrade("/")) {
                CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> send(peer));
                // The peer does not read before the server has stopped reading it.
                assertThat(watch.stopped.await(60, TimeUnit.SECONDS)).isTrue();
                for (int i = 0; i < MESSAGES; i++) {
                    Frame echo = peer.readMessage();
                    assertThat(echo.opcode())
                            .as("%s, message %d: %s", dispatch, i, echo)
                            .isEqualTo(Frame.BINARY);
                    assertThat(echo.payload()).isEqualTo(payload(i));
                }
                sent.get(60, TimeUnit.SECONDS);
                assertThat(watch.wentOn.await(60, TimeUnit.SECONDS)).isTrue();
                peer.send(Frame.close(1000, ""));
                assertThat(peer.readToEnd()).containsExactly(Frame.close(1000, ""));
            }
        }
    }

    private static void send(RawPeer peer) {
        try {
            for (int i = 0; i < MESSAGES; i++) {
                peer.send(Frame.binary(payload(i)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] payload(int seed) {
        byte[] payload = new byte[SIZE];
        new Random(seed).nextBytes(payload);
        return payload;
    }

    @OnEachTransportAndTls
    void aHandlerThatBlocksStopsTheReadingAndLosesNothing(String transport) throws Exception {
        Watch watch = new Watch();
        Heard heard = new Heard();
        CountDownLatch release = new CountDownLatch(1);
        int messages = 2000; // of 1 KiB: more than the queue and the look-ahead hold
        try (WebSocketServer server = Heard.server(transport)
                        .plugin(watch)
                        .endpoint("/", Dispatch.WORKER, () -> new Heard.Recording(heard) {
                            @Override
                            public void onText(WebSocket socket, String text) {
                                await(release);
                                super.onText(socket, text.substring(0, text.indexOf(' ')));
                            }
                        })
                        .start();
                RawPeer peer = RawPeer.open(transport, server.port(), "/")) {
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> {
                try {
                    for (int i = 0; i < messages; i++) {
                        peer.send(Frame.text(i + " ".repeat(1024)));
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            assertThat(watch.stopped.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(heard.next()).isEqualTo("open");
            assertThat(heard.soFar()).isEmpty();
            release.countDown();
            for (int i = 0; i < messages; i++) {
                assertThat(heard.next()).isEqualTo("text " + i);
            }
            sent.get(60, TimeUnit.SECONDS);
        }
    }

    /** A worker may be faster than the loop, which cannot say yet that enough is waiting. */
    @OnEachTransportAndTls
    void aWorkerThatAnswersWhileTheLoopIsBusyIsHeldBackAndNotCut(String transport) throws Exception {
        int messages = 60;
        CountDownLatch loopIsBusy = new CountDownLatch(1);
        CountDownLatch loopGoesOn = new CountDownLatch(1);
        CountDownLatch allAreRead = new CountDownLatch(1);
        Semaphore echoes = new Semaphore(0);
        try (WebSocketServer server = Heard.server(transport)
                        .set("ws.outbound.high-mark", "8 KiB")
                        .set("ws.outbound.low-mark", "4 KiB")
                        .set("ws.outbound.max", "16 KiB")
                        .endpoint("/busy", Dispatch.EVENT_LOOP, () -> new Heard.Recording(new Heard()) {
                            @Override
                            public void onText(WebSocket socket, String text) {
                                loopIsBusy.countDown();
                                await(loopGoesOn);
                            }
                        })
                        .endpoint("/echo", Dispatch.WORKER, () -> new Heard.Recording(new Heard()) {
                            @Override
                            public void onText(WebSocket socket, String text) {
                                await(allAreRead);
                                socket.sendText(text);
                                echoes.release();
                            }
                        })
                        .start();
                RawPeer busy = RawPeer.open(transport, server.port(), "/busy");
                RawPeer peer = RawPeer.open(transport, server.port(), "/echo")) {
            for (int i = 0; i < messages; i++) {
                peer.send(Frame.text(i + "x".repeat(1024)));
            }
            peer.send(Frame.ping("all read"));
            assertThat(peer.read()).isEqualTo(Frame.pong("all read"));
            busy.send(Frame.text("be busy"));
            await(loopIsBusy);
            allAreRead.countDown();
            // Eight make 8 KiB and a little: the ninth is held back until the loop has sent some.
            assertThat(echoes.tryAcquire(8, 60, TimeUnit.SECONDS)).isTrue();
            loopGoesOn.countDown();
            for (int i = 0; i < messages; i++) {
                assertThat(peer.read()).isEqualTo(Frame.text(i + "x".repeat(1024)));
            }
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
