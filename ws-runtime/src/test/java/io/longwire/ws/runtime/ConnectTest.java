package io.longwire.ws.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.Dispatch;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketClient;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.spi.ConnectionWatcher;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Plugin;
import io.longwire.ws.spi.PluginContext;
import io.longwire.ws.spi.PluginProvider;
import io.longwire.ws.spi.Settings;
import io.longwire.ws.spi.Transport;
import io.longwire.ws.spi.TransportProvider;
import io.longwire.ws.testkit.MemoryNetwork;
import io.longwire.ws.testkit.MemoryTransportProvider;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a connect fails of on this side. */
class ConnectTest {
    @Test
    void aPluginThatFailsAsAConnectionOpensFailsTheConnect() throws Exception {
        MemoryNetwork network = new MemoryNetwork();
        try (WebSocketServer server = WebSocketServer.builder()
                        .transport(new MemoryTransportProvider(network))
                        .port(0)
                        .endpoint("/", Dispatch.EVENT_LOOP, () -> new WebSocketHandler() {})
                        .start();
                WebSocketClient client = WebSocketClient.builder()
                        .transport(new MemoryTransportProvider(network))
                        .plugin(new Failing())
                        .build()) {
            CompletableFuture<WebSocket> connecting = client.connect(
                            URI.create("ws://127.0.0.1:" + server.port() + "/"), new WebSocketHandler() {})
                    .toCompletableFuture();
            network.runPending();

            assertThat(connecting).isCompletedExceptionally();
            assertThatThrownBy(connecting::get)
                    .hasCauseInstanceOf(IOException.class)
                    .hasMessageEndingWith("a plug-in or an extension failed as the connection was to open")
                    .hasRootCauseMessage("on purpose");
            assertThat(client.counters()).containsEntry("ws.plugin.failures", 1L);
        }
    }

    @Test
    void aServerThatNeverAnswersTcpFailsTheConnectAtItsTimeout() {
        MemoryNetwork network = new MemoryNetwork();
        Holes holes = new Holes(network.transport(1), new InetSocketAddress("127.0.0.1", 9));
        try (WebSocketClient client = WebSocketClient.builder()
                .transport(new TransportProvider() {
                    @Override
                    public String name() {
                        return "holes";
                    }

                    @Override
                    public Transport create(Settings none) {
                        return holes;
                    }
                })
                .build()) {
            CompletableFuture<WebSocket> connecting = client.connect(
                            URI.create("ws://127.0.0.1:9/"), new WebSocketHandler() {})
                    .toCompletableFuture();
            network.advance(Duration.ofMillis(9_999));
            assertThat(connecting).isNotDone();
            network.advance(Duration.ofMillis(1));

            assertThatThrownBy(connecting::get)
                    .hasCauseInstanceOf(IOException.class)
                    .hasMessageEndingWith("no TCP connection to 127.0.0.1 within PT10S");
            assertThat(holes.cancelled).hasSize(1);
        }
    }

    private static final class Failing implements PluginProvider {
        @Override
        public String name() {
            return "failing";
        }

        @Override
        public Plugin create(PluginContext context) {
            return new Plugin() {
                @Override
                public ConnectionWatcher watch(WebSocket socket, Loop loop) {
                    throw new IllegalStateException("on purpose");
                }
            };
        }
    }
}
