package io.longwire.ws.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.AttributeKey;
import io.longwire.ws.Dispatch;
import io.longwire.ws.Handshake;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.spi.Plugin;
import io.longwire.ws.spi.PluginContext;
import io.longwire.ws.spi.PluginProvider;
import io.longwire.ws.testkit.MemoryNetwork;
import io.longwire.ws.testkit.MemoryPeer;
import io.longwire.ws.testkit.MemoryTransportProvider;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a plug-in does with a handshake before it is answered. */
class OpeningHandshakeTest {
    private static final AttributeKey<String> TENANT = AttributeKey.of("tenant");

    private final MemoryNetwork network = new MemoryNetwork();
    private final Bench.Recorder recorder = new Bench.Recorder();
    private final List<String> endpoints = new ArrayList<>();
    private CompletionStage<Void> admitted = CompletableFuture.completedFuture(null);

    @Test
    void addsHeadersToTheAnswer() throws Exception {
        String answer = answered(handshake -> {
            handshake.answer("Set-Cookie", "a=1");
            handshake.answer("Set-Cookie", "b=2");
            handshake.answer("X-Node", "7");
        });

        assertThat(answer)
                .startsWith("HTTP/1.1 101 ")
                .contains("\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nX-Node: 7\r\n");
    }

    @Test
    void refusesHeadersThatWouldInjectOthersAndItsOwn() throws Exception {
        List<Throwable> refusals = new ArrayList<>();
        answered(handshake -> {
            for (String[] wrong : new String[][] {
                {"X", "a\r\nSet-Cookie: b"}, {"X Y", "a"}, {"", "a"}, {"sec-websocket-accept", "a"}, {"Upgrade", "h2c"}
            }) {
                try {
                    handshake.answer(wrong[0], wrong[1]);
                } catch (IllegalArgumentException refused) {
                    refusals.add(refused);
                }
            }
        });

        assertThat(refusals).hasSize(5);
    }

    @Test
    void choosesASubprotocolWhereTheEndpointChoseNone() throws Exception {
        assertThat(answered(handshake -> handshake.subprotocol("b"))).contains("\r\nSec-WebSocket-Protocol: b\r\n");
        assertThat(recorder.socket.handshake().subprotocol()).hasValue("b");
    }

    @Test
    void fallsFlatWithASubprotocolThatNobodyOffered() throws Exception {
        assertThat(answered(handshake -> handshake.subprotocol("other"))).startsWith("HTTP/1.1 500 ");
        assertThat(recorder.events).isEmpty();
    }

    @Test
    void hangsOnTheConnectionWhatHungOnTheHandshake() throws Exception {
        answered(handshake -> handshake.attribute(TENANT, "blue"));

        assertThat(recorder.socket.attribute(TENANT)).isEqualTo("blue");
        recorder.socket.attribute(TENANT, "red");
        assertThat(recorder.socket.handshake().attribute(TENANT)).isEqualTo("red");
    }

    @Test
    void knowsTheEndpointsPath() throws Exception {
        List<String> seen = new ArrayList<>();
        answered(handshake -> seen.add(handshake.endpoint() + " " + handshake.path()));

        assertThat(seen).containsExactly("/rooms/{room} /rooms/blue");
        assertThat(endpoints).containsExactly("/rooms/{room}");
    }

    @Test
    void isDecidedWithinATimeOfItsOwn() throws Exception {
        admitted = new CompletableFuture<>();
        MemoryPeer peer = connect(handshake -> {});

        network.advance(Duration.ofMillis(4_999));
        assertThat(peer.available()).isZero();
        network.advance(Duration.ofMillis(1));

        assertThat(text(peer)).startsWith("HTTP/1.1 503 ").contains("\r\nRetry-After: ");
    }

    @Test
    void isDecidedWithinWhatIsLeftOfTheHandshakesTime() throws Exception {
        admitted = new CompletableFuture<>();
        WebSocketServer server = server(handshake -> {});
        MemoryPeer peer = network.connect(server.addresses().get(0));
        network.advance(Duration.ofSeconds(7));
        peer.write(request());

        network.advance(Duration.ofMillis(2_999));
        assertThat(peer.available()).isZero();
        network.advance(Duration.ofMillis(1));

        assertThat(text(peer)).startsWith("HTTP/1.1 503 ");
    }

    private String answered(Consumer<Handshake> admission) throws Exception {
        return text(connect(admission));
    }

    private MemoryPeer connect(Consumer<Handshake> admission) throws Exception {
        WebSocketServer server = server(admission);
        MemoryPeer peer = network.connect(server.addresses().get(0));
        peer.write(request());
        network.runPending();
        return peer;
    }

    private static byte[] request() {
        return ("GET /rooms/blue HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                        + "Sec-WebSocket-Protocol: a, b\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(MemoryPeer peer) {
        return new String(peer.read(), StandardCharsets.US_ASCII);
    }

    private WebSocketServer server(Consumer<Handshake> admission) {
        return WebSocketServer.builder()
                .transport(new MemoryTransportProvider(network))
                .port(0)
                .endpoint("/rooms/{room}", Dispatch.EVENT_LOOP, () -> recorder)
                .plugin(new PluginProvider() {
                    @Override
                    public String name() {
                        return "admission";
                    }

                    @Override
                    public Plugin create(PluginContext context) {
                        endpoints.addAll(context.endpoints());
                        return new Plugin() {
                            @Override
                            public CompletionStage<Void> admit(Handshake handshake) {
                                admission.accept(handshake);
                                return admitted;
                            }
                        };
                    }
                })
                .start();
    }
}
