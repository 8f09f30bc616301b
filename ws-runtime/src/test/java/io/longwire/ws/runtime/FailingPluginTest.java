package io.longwire.ws.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.Closed;
import io.longwire.ws.Handshake;
import io.longwire.ws.HandshakeRejected;
import io.longwire.ws.Message;
import io.longwire.ws.MessageKind;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketClient;
import io.longwire.ws.spi.ConnectionRecord;
import io.longwire.ws.spi.ConnectionWatcher;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Plugin;
import io.longwire.ws.spi.PluginContext;
import io.longwire.ws.spi.PluginProvider;
import io.longwire.ws.testkit.MemoryPeer;
import io.longwire.ws.testkit.MemoryTransportProvider;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** A plug-in that fails ends the one connection it failed on. */
class FailingPluginTest {
    @Test
    void thatCannotWatchEndsTheConnection() {
        Bench bench = new Bench((Object) plugin(new Plugin() {
            @Override
            public ConnectionWatcher watch(WebSocket socket, Loop loop) {
                throw new IllegalStateException("test");
            }
        }));

        MemoryPeer peer = bench.connect();

        assertThat(peer.isClosed()).isTrue();
        assertThat(bench.handler.events).isEmpty();
        assertThat(bench.server.connections()).isZero();
    }

    @Test
    void thatCannotWatchFailsTheConnectOfAClient() {
        Bench bench = new Bench();
        IllegalStateException thrown = new IllegalStateException("test");
        try (WebSocketClient client = WebSocketClient.builder()
                .transport(new MemoryTransportProvider(bench.network))
                .plugin(plugin(new Plugin() {
                    @Override
                    public ConnectionWatcher watch(WebSocket socket, Loop loop) {
                        throw thrown;
                    }
                }))
                .build()) {
            Bench.Recorder handler = new Bench.Recorder();

            CompletableFuture<WebSocket> connected = client.connect(
                            URI.create("ws://localhost:" + bench.server.port() + "/"), handler)
                    .toCompletableFuture();
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (!connected.isDone() && System.nanoTime() - deadline < 0) { // a worker looks the name up
                bench.network.runPending();
            }
            bench.network.runPending();

            assertThat(connected).isCompletedExceptionally();
            assertThatThrownBy(connected::join)
                    .hasRootCause(thrown)
                    .cause()
                    .hasMessage("a plug-in or an extension failed as the connection was to open");
            assertThat(client.counters()).containsEntry("ws.plugin.failures", 1L);
            assertThat(handler.events).isEmpty();
            assertThat(bench.server.connections()).isZero();
        }
    }

    @Test
    void thatFailsWhileItWatchesEndsTheConnectionWith1011() {
        Bench bench = new Bench((Object) plugin(new Plugin() {
            @Override
            public ConnectionWatcher watch(WebSocket socket, Loop loop) {
                return new ConnectionWatcher() {
                    @Override
                    public void onInbound() {
                        throw new IllegalStateException("test");
                    }
                };
            }
        }));
        MemoryPeer peer = bench.open();

        bench.write(peer, Bench.HELLO);

        assertThat(peer.readHex()).isEqualTo("88 02 03 f3");
        assertThat(bench.handler.events).containsExactly("open");
    }

    @Test
    void thatFailsAtTheEndDoesNotKeepTheEndFromTheHandler() {
        Bench bench = new Bench((Object) plugin(new Plugin() {
            @Override
            public ConnectionWatcher watch(WebSocket socket, Loop loop) {
                return new ConnectionWatcher() {
                    @Override
                    public void onClose(Closed how, ConnectionRecord connection) {
                        throw new IllegalStateException("test");
                    }
                };
            }
        }));
        MemoryPeer peer = bench.open();

        peer.end();
        bench.network.runPending();

        assertThat(bench.handler.events).containsExactly("open", "close 1006 NOBODY");
        assertThat(bench.server.connections()).isZero();
    }

    @Test
    void thatFailsOnOneConnectionAtTheEndOfATurnLeavesTheOthersWhole() {
        Bench bench = new Bench((Object) plugin(new Plugin() {
            @Override
            public ConnectionWatcher watch(WebSocket socket, Loop loop) {
                return new ConnectionWatcher() {
                    @Override
                    public void onSent(MessageKind kind, long bytes) {
                        if (bytes == 3) {
                            throw new IllegalStateException("test");
                        }
                    }
                };
            }
        }));
        MemoryPeer failing = bench.open();
        WebSocket first = bench.handler.socket;
        MemoryPeer other = bench.open();
        WebSocket second = bench.handler.socket;

        bench.handler.onText = text -> {
            first.send(Message.text("bad"));
            second.send(Message.text("good"));
        };
        bench.write(bench.open(), Bench.HELLO);

        assertThat(other.readHex()).isEqualTo("81 04 67 6f 6f 64");
        assertThat(failing.readHex()).endsWith("88 02 03 f3");
        assertThat(second.isOpen()).isTrue();
    }

    @Test
    void thatRefusesAdmissionAnswersItsStatus() {
        Bench bench = new Bench((Object) plugin(new Plugin() {
            @Override
            public CompletionStage<Void> admit(Handshake handshake) {
                return CompletableFuture.failedFuture(new HandshakeRejected(401, "who are you?"));
            }
        }));

        String answer = new String(bench.connect().read(), StandardCharsets.US_ASCII);

        assertThat(answer).startsWith("HTTP/1.1 401 ").doesNotContain("who are you");
        assertThat(bench.server.counters()).containsEntry("ws.handshakes.refused{status=401}", 1L);
    }

    private static PluginProvider plugin(Plugin made) {
        return new PluginProvider() {
            @Override
            public String name() {
                return "failing";
            }

            @Override
            public Plugin create(PluginContext context) {
                return made;
            }
        };
    }
}
