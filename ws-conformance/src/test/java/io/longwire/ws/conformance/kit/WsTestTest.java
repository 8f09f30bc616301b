package io.longwire.ws.conformance.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.longwire.ws.Dispatch;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.testkit.Connect;
import io.longwire.ws.testkit.ManualClock;
import io.longwire.ws.testkit.TestClient;
import io.longwire.ws.testkit.WsRoutes;
import io.longwire.ws.testkit.WsTest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** What {@code @WsTest} does for tests that are right, and what it says of those that are wrong. */
@Timeout(300)
class WsTestTest {
    static final class Echo implements WebSocketHandler {
        @Override
        public void onText(WebSocket socket, String text) {
            socket.sendText(text);
        }

        @Override
        public void onBinary(WebSocket socket, ByteBuffer data) {
            socket.sendBinary(data);
        }
    }

    @WsTest(config = "ws.limits.message = 64")
    static class OnSockets {
        @WsRoutes
        static void routes(WebSocketServer.Builder server) {
            server.endpoint("/echo", Echo::new).endpoint("/loop", Dispatch.EVENT_LOOP, Echo::new);
        }

        @Test
        void messagesComeBack(
                @Connect("/echo") TestClient one, @Connect("/loop") TestClient other, WebSocketServer server) {
            one.sendText("a").sendText("b").sendBinary("01 ff");
            other.sendText("c");
            one.expectText("a");
            one.expectText("b");
            one.expectBinary("01 ff");
            other.expectText("c");
            assertThat(server.connections()).isEqualTo(2); // a client may hear the 101 before the server has counted it
            one.expectNothing();
            other.expectNothing();
        }

        @Test
        void theSettingsHold(@Connect("/echo") TestClient client) {
            client.sendText("x".repeat(65));
            client.expectClosed(1009);
        }

        @Test
        void theClientMayEnd(@Connect("/echo") TestClient client) {
            client.close(4000);
            assertThat(client.expectClosed(4000).clean()).isTrue();
        }
    }

    @WsTest(config = "ws.plugins.heartbeat.interval = 5 s", inMemory = true)
    static class InMemory {
        @WsRoutes
        static void routes(WebSocketServer.Builder server) {
            server.endpoint("/echo", Echo::new);
        }

        @Test
        void timeIsTheTests(@Connect("/echo") TestClient client, ManualClock clock, WebSocketServer server) {
            client.sendText("there and back");
            client.expectText("there and back");
            long pings = pings(server);
            clock.advance(Duration.ofMinutes(1));
            assertThat(pings(server)).isGreaterThan(pings);
            client.expectNothing();
        }

        private static long pings(WebSocketServer server) {
            return server.counters().getOrDefault("ws.heartbeat.pings", 0L);
        }
    }

    @WsTest(transports = "nio")
    static class Wrong {
        @WsRoutes
        static void routes(WebSocketServer.Builder server) {
            server.endpoint("/echo", Echo::new);
        }

        @Test
        void anotherTextIsExpected(@Connect("/echo") TestClient client) {
            client.sendText("this");
            client.expectText("that");
        }
    }

    @WsTest(transports = "nio")
    static class WithoutRoutes {
        @Test
        void nothing() {}
    }

    @Test
    void eachTestRunsOncePerTransport() {
        TestExecutionSummary summary = run(OnSockets.class);
        isFine(summary);
        assertThat(summary.getTestsSucceededCount()).isEqualTo(6);
    }

    @Test
    void inMemoryTheTestMovesTheTime() {
        TestExecutionSummary summary = run(InMemory.class);
        isFine(summary);
        assertThat(summary.getTestsSucceededCount()).isEqualTo(1);
    }

    @Test
    void aFailureShowsWhatWentOverTheConnection() {
        assertThat(failures(Wrong.class))
                .singleElement()
                .asString()
                .contains("expected text that, but text this came", "/echo on nio", "> text this", "< text this");
    }

    @Test
    void aServerThatNobodyDeclaresIsOneSentence() {
        assertThat(failures(WithoutRoutes.class))
                .singleElement()
                .asString()
                .contains("needs one static method with @WsRoutes");
    }

    private static void isFine(TestExecutionSummary summary) {
        assertThat(summary.getFailures())
                .extracting(failure -> String.valueOf(failure.getException()))
                .isEmpty();
    }

    private static List<String> failures(Class<?> test) {
        return run(test).getFailures().stream()
                .map(failure -> String.valueOf(failure.getException()))
                .toList();
    }

    private static TestExecutionSummary run(Class<?> test) {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(test))
                                .build(),
                        summary);
        return summary.getSummary();
    }
}
