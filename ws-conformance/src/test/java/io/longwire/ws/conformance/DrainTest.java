package io.longwire.ws.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.ConnectionHandler;
import io.longwire.ws.Dispatch;
import io.longwire.ws.Drain;
import io.longwire.ws.EndpointProvider;
import io.longwire.ws.Handshake;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The orderly end of a server. */
class DrainTest {
    private static final int SILENT = 100;

    private final Heard heard = new Heard();
    private final CountDownLatch draining = new CountDownLatch(1);
    private final List<Drain> drains = new ArrayList<>();

    private synchronized void told(Drain drain) {
        drains.add(drain);
        draining.countDown();
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    }

    private static WebSocketServer.Builder atOnce(String transport) {
        return Heard.server(transport).set("ws.server.drain.spread", "0 s");
    }

    @OnEachTransport
    void tellsHowFarItIs(String transport) throws Exception {
        WebSocketServer server =
                atOnce(transport).endpoint("/", Heard.Echo::new).start();
        try (RawPeer one = RawPeer.open(server.port(), "/");
                RawPeer two = RawPeer.open(server.port(), "/")) {
            one.send(Frame.text("x"));
            two.send(Frame.text("x"));
            one.read();
            two.read();
            CompletionStage<Void> stopped = server.stop(this::told);
            assertThat(one.readToEnd()).containsExactly(Frame.close(1012, ""));
            assertThat(two.readToEnd()).containsExactly(Frame.close(1012, ""));
            stopped.toCompletableFuture().get(60, TimeUnit.SECONDS);
        }
        assertThat(drains).hasSizeGreaterThanOrEqualTo(2).allMatch(drain -> drain.connections() == 2);
        assertThat(drains.get(0).done()).isFalse();
        Drain last = drains.get(drains.size() - 1);
        assertThat(last.done()).isTrue();
        assertThat(last.open()).isZero();
        assertThat(last.cut()).isZero();
    }

    @OnEachTransport
    void letsAHandlerFinishAndSendsWhatItSays(String transport) throws Exception {
        CountDownLatch works = new CountDownLatch(1);
        WebSocketServer server = atOnce(transport)
                .endpoint("/", () -> new Heard.Recording(heard) {
                    @Override
                    public void onText(WebSocket socket, String text) {
                        works.countDown();
                        try {
                            await(draining);
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                        socket.sendText("done: " + text);
                    }
                })
                .start();
        try (RawPeer peer = RawPeer.open(server.port(), "/")) {
            peer.send(Frame.text("work"));
            await(works);
            server.stop(this::told);
            assertThat(peer.readToEnd()).containsExactly(Frame.text("done: work"), Frame.close(1012, ""));
        }
        server.join();
        assertThat(heard.next(2)).containsExactly("open", "closed 1012 \"\" by LOCAL");
    }

    @Test
    @Timeout(120)
    void interruptsAHandlerThatDoesNotFinish() throws Exception {
        CountDownLatch works = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        WebSocketServer server = atOnce("nio")
                .endpoint("/", () -> new Heard.Recording(heard) {
                    @Override
                    public void onText(WebSocket socket, String text) {
                        works.countDown();
                        try {
                            never.await();
                        } catch (InterruptedException e) {
                            heard.add("interrupted");
                        }
                    }
                })
                .start();
        try (RawPeer peer = RawPeer.open(server.port(), "/")) {
            peer.send(Frame.text("work"));
            await(works);
            server.stop();
            assertThat(peer.readToEnd()).containsExactly(Frame.close(1012, ""));
        }
        server.join();
        assertThat(heard.next(3)).containsExactly("open", "interrupted", "closed 1012 \"\" by LOCAL");
    }

    @OnEachTransport
    void cutsWhoNeverAnswers(String transport) throws Exception {
        WebSocketServer server = atOnce(transport)
                .set("ws.server.drain.total", "1 s")
                .set("ws.limits.close-timeout", "1 h")
                .endpoint("/", Heard.Echo::new)
                .start();
        List<RawPeer> silent = new ArrayList<>();
        for (int i = 0; i < SILENT; i++) {
            RawPeer peer = RawPeer.open(server.port(), "/");
            peer.send(Frame.text("x"));
            peer.read();
            silent.add(peer);
        }
        server.stop(this::told).toCompletableFuture().get(60, TimeUnit.SECONDS);
        for (RawPeer peer : silent) {
            assertThat(endsByReset(peer)).isTrue();
            peer.close();
        }
        assertThat(drains.get(drains.size() - 1).cut()).isEqualTo(SILENT);
    }

    private static boolean endsByReset(RawPeer peer) {
        try {
            while (peer.tryRead() != null) {
                // a Close frame at most, which a reset may overtake
            }
            return false;
        } catch (IOException reset) {
            return RawPeer.isReset(reset);
        }
    }

    @OnEachTransport
    void deliversNothingThatComesAfterItsClose(String transport) throws Exception {
        WebSocketServer server = atOnce(transport)
                .endpoint("/", () -> new Heard.Recording(heard))
                .start();
        try (RawPeer peer = RawPeer.open(server.port(), "/")) {
            assertThat(heard.next()).isEqualTo("open");
            server.stop();
            assertThat(peer.read()).isEqualTo(Frame.close(1012, ""));
            peer.send(Frame.text("late"), Frame.ping("late"), Frame.close(1012, ""));
            assertThat(peer.tryRead()).isNull();
        }
        server.join();
        assertThat(heard.next()).isEqualTo("closed 1012 \"\" by LOCAL");
        assertThat(heard.soFar()).isEmpty();
    }

    @OnEachTransport
    void isHurriedByClose(String transport) throws Exception {
        WebSocketServer server = Heard.server(transport)
                .set("ws.server.drain.spread", "1 h")
                .set("ws.server.drain.total", "2 h")
                .endpoint("/", () -> new Heard.Recording(heard))
                .start();
        try (RawPeer peer = RawPeer.open(server.port(), "/")) {
            assertThat(heard.next()).isEqualTo("open");
            CompletableFuture<Void> stopped = server.stop(this::told).toCompletableFuture();
            await(draining);
            assertThat(server.stop().toCompletableFuture()).isNotDone(); // the same stop
            CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
            assertThat(peer.readToEnd()).containsExactly(Frame.close(1012, ""));
            closed.get(60, TimeUnit.SECONDS);
            stopped.get(60, TimeUnit.SECONDS);
        }
        server.stop().toCompletableFuture().get(60, TimeUnit.SECONDS); // does nothing
    }

    @OnEachTransportAndTls
    void refusesAHandshakeThatIsDecidedMeanwhile(String transport) throws Exception {
        CompletableFuture<ConnectionHandler> decided = new CompletableFuture<>();
        CountDownLatch asked = new CountDownLatch(1);
        WebSocketServer server = Heard.server(transport)
                .set("ws.server.drain.spread", "1 h")
                .set("ws.server.drain.total", "2 h")
                .endpoint("/", () -> new Heard.Recording(heard))
                .endpoint(new EndpointProvider() {
                    @Override
                    public String path() {
                        return "/pending";
                    }

                    @Override
                    public ConnectionHandler open(Handshake handshake) {
                        throw new AssertionError("openAsync is asked");
                    }

                    @Override
                    public CompletionStage<ConnectionHandler> openAsync(Handshake handshake) {
                        asked.countDown();
                        return decided;
                    }
                })
                .start();
        try (RawPeer open = RawPeer.open(transport, server.port(), "/");
                RawPeer peer = RawPeer.connect(transport, server.port())) {
            assertThat(heard.next()).isEqualTo("open");
            peer.send(peer.request("/pending"));
            await(asked);
            server.stop(this::told);
            await(draining);
            decided.complete(new Heard.Recording(heard));
            assertThat(peer.readHead()).startsWith("HTTP/1.1 503 ").contains("\r\nRetry-After: 5\r\n");
            CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
            assertThat(open.readToEnd()).containsExactly(Frame.close(1012, ""));
            closed.get(60, TimeUnit.SECONDS);
        }
    }

    @OnEachTransport
    void mayBeAskedForByAHandlerOnAWorker(String transport) throws Exception {
        WebSocketServer[] self = new WebSocketServer[1];
        self[0] = atOnce(transport)
                .endpoint("/", Dispatch.WORKER, () -> new Heard.Recording(heard) {
                    @Override
                    public void onText(WebSocket socket, String text) {
                        self[0].close();
                        heard.add("goes on");
                    }
                })
                .start();
        try (RawPeer peer = RawPeer.open(self[0].port(), "/")) {
            peer.send(Frame.text("stop"));
            assertThat(peer.readToEnd()).containsExactly(Frame.close(1012, ""));
        }
        self[0].join();
        assertThat(heard.next(3)).containsExactly("open", "goes on", "closed 1012 \"\" by LOCAL");
    }
}
