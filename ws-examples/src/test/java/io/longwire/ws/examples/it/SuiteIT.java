package io.longwire.ws.examples.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.CloseReason;
import io.longwire.ws.ConnectionHandler;
import io.longwire.ws.EndpointProvider;
import io.longwire.ws.Handshake;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.WebSocketServer;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Suites on the other end: one that plays the server, played here by ours, and the limits of an echo for the others. */
final class SuiteIT {
    private static final int CASES = 5;
    private static final int BIG = 9 << 20;

    private final Queue<String> heard = new ConcurrentLinkedQueue<>();

    /** Says how many cases there are. */
    private static WebSocketHandler count(Handshake handshake) {
        return new WebSocketHandler() {
            @Override
            public void onOpen(WebSocket socket) {
                socket.sendText(Integer.toString(CASES));
                socket.close();
            }
        };
    }

    /** Sends a message as large as its number says, and closes when it has come back. */
    private WebSocketHandler run(Handshake handshake) {
        String number = handshake.query("case").orElseThrow();
        byte[] message = new byte[Integer.parseInt(number) * 1_000_000];
        return new WebSocketHandler() {
            @Override
            public void onOpen(WebSocket socket) {
                socket.sendText("case " + number);
                socket.sendBinary(ByteBuffer.wrap(message));
            }

            @Override
            public void onText(WebSocket socket, String text) {
                heard.add(handshake.query("agent").orElse("nobody") + ": " + text);
            }

            @Override
            public void onBinary(WebSocket socket, ByteBuffer data) {
                heard.add(number + (data.equals(ByteBuffer.wrap(message)) ? ": the same" : ": another"));
                socket.close();
            }
        };
    }

    private WebSocketHandler report(Handshake handshake) {
        return new WebSocketHandler() {
            @Override
            public void onOpen(WebSocket socket) {
                heard.add("report of " + handshake.query("agent").orElse("nobody"));
                socket.close(CloseReason.NORMAL);
            }
        };
    }

    private record At(String path, Function<Handshake, ConnectionHandler> handler) implements EndpointProvider {
        @Override
        public ConnectionHandler open(Handshake handshake) {
            return handler.apply(handshake);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "netty"})
    void every_case_is_met_by_an_echo_and_the_report_is_asked_for(String transport) throws Exception {
        try (WebSocketServer suite = WebSocketServer.builder()
                        .port(0)
                        .set("ws.limits.message", "16 MiB")
                        .set("ws.limits.inflate-ratio", 0)
                        .endpoint(new At("/getCaseCount", SuiteIT::count))
                        .endpoint(new At("/runCase", this::run))
                        .endpoint(new At("/updateReports", this::report))
                        .start();
                Program client = Program.start(
                        "suite",
                        "ws://127.0.0.1:" + suite.port(),
                        "--agent",
                        "a b",
                        "--cases",
                        "2-3",
                        "--transport",
                        transport)) {
            assertThat(client.exitCode()).as("%s", client.err()).isZero();
            assertThat(client.restOfOut()).last().isEqualTo("2 of 5 cases run as \"a b\", 0 did not open");
        }
        assertThat(heard).containsExactly("a b: case 2", "2: the same", "a b: case 3", "3: the same", "report of a b");
    }

    @Test
    void the_echo_for_suites_takes_more_unless_a_setting_says_less() throws Exception {
        try (Program echo = Program.start("echo", "--suite", "--port", "0");
                Program less = Program.start("echo", "--suite", "--port", "0", "-Dws.limits.message=1KiB")) {
            try (Peer peer = Peer.jdk(URI.create("ws://127.0.0.1:" + echo.port() + "/echo"))) {
                peer.binary(new byte[BIG]);
                assertThat(((ByteBuffer) peer.next()).remaining()).isEqualTo(BIG);
            }
            try (Peer peer = Peer.jdk(URI.create("ws://127.0.0.1:" + less.port() + "/echo"))) {
                peer.binary(new byte[1025]);
                assertThat(peer.next()).isEqualTo(1009);
            }
        }
    }
}
