package io.longwire.ws.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.Dispatch;
import io.longwire.ws.StartFailed;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketServer;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Servers start, stop, start again, or say in a sentence why not. */
class LifeOfServerTest {
    private final Heard heard = new Heard();

    @OnEachTransport
    void aStoppedServerStartsAgain(String transport) throws Exception {
        WebSocketServer server =
                Heard.server(transport).endpoint("/", Heard.Echo::new).build();
        for (int round = 0; round < 3; round++) {
            server.start();
            int port = server.port();
            assertThatThrownBy(server::start).isInstanceOf(IllegalStateException.class);
            try (RawPeer peer = RawPeer.open(port, "/")) {
                peer.send(Frame.text("round " + round));
                assertThat(peer.read()).isEqualTo(Frame.text("round " + round));
            }
            server.stop().toCompletableFuture().get(60, TimeUnit.SECONDS);
            assertThatThrownBy(() -> RawPeer.connect(port)).isInstanceOf(ConnectException.class);
            assertThatThrownBy(server::port).isInstanceOf(IllegalStateException.class);
        }
        server.close();
    }

    @OnEachTransport
    void aHandlerMayStopItsServer(String transport) throws Exception {
        WebSocketServer[] self = new WebSocketServer[1];
        self[0] = Heard.server(transport)
                .endpoint("/", Dispatch.EVENT_LOOP, () -> new Heard.Recording(heard) {
                    @Override
                    public void onText(WebSocket socket, String text) {
                        self[0].close();
                    }
                })
                .start();
        try (RawPeer peer = RawPeer.open(self[0].port(), "/")) {
            peer.send(Frame.text("stop"));
            assertThat(peer.readToEnd()).containsExactly(Frame.close(1012, ""));
        }
        assertThat(heard.next(2)).containsExactly("open", "closed 1012 \"\" by LOCAL");
        self[0].join();
    }

    @OnEachTransport
    void whatWasSentBeforeTheStopArrives(String transport) throws Exception {
        WebSocketServer server = Heard.server(transport)
                .set("ws.server.drain.spread", "0 s")
                .endpoint("/", () -> new Heard.Recording(heard) {
                    @Override
                    public void onText(WebSocket socket, String text) {
                        for (int i = 0; i < 100; i++) {
                            socket.sendText(text + i);
                        }
                        super.onText(socket, text);
                    }
                })
                .start();
        try (RawPeer peer = RawPeer.open(server.port(), "/")) {
            peer.send(Frame.text("n"));
            assertThat(heard.next(2)).containsExactly("open", "text n");
            server.stop();
            for (int i = 0; i < 100; i++) {
                assertThat(peer.read()).isEqualTo(Frame.text("n" + i));
            }
            assertThat(peer.readToEnd()).containsExactly(Frame.close(1012, ""));
        }
        server.join();
    }

    @OnEachTransport
    void aTakenPortIsOneSentence(String transport) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            WebSocketServer server = Heard.server(transport)
                    .port(taken.getLocalPort())
                    .endpoint("/", Heard.Echo::new)
                    .build();
            assertThatExceptionOfType(StartFailed.class)
                    .isThrownBy(server::start)
                    .withMessageContainingAll(":" + taken.getLocalPort(), "ws.server.port")
                    .satisfies(failed -> assertThat(failed.getMessage()).doesNotContain("\n", "Exception"));
            taken.close();
            server.start(); // nothing was left running that would be in the way
            server.close();
        }
    }

    @Test
    void anUnknownTransportIsOneSentenceThatNamesThoseThereAre() {
        WebSocketServer.Builder builder =
                WebSocketServer.builder().port(0).transport("carrier-pigeon").endpoint("/", Heard.Echo::new);
        assertThatExceptionOfType(StartFailed.class)
                .isThrownBy(builder::build)
                .withMessageContainingAll(
                        "carrier-pigeon", "netty, nio", "Choose one of those, or add the jar that has it")
                .satisfies(failed -> assertThat(failed.getMessage()).doesNotContain("\n", "Exception"));
    }
}
