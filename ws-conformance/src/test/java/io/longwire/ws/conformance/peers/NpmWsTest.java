package io.longwire.ws.conformance.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.ClientOptions;
import io.longwire.ws.Closed;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketClient;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.WebSocketServer;
import java.io.BufferedReader;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** npm's ws as client of our server and as server of our client, with and without permessage-deflate. */
@Timeout(120)
class NpmWsTest {
    private static final long DEADLINE_SECONDS = 60;

    @BeforeAll
    static void peer() {
        Npm.require();
    }

    @ParameterizedTest(name = "{0} {1}, compression {2}")
    @CsvSource({
        "nio, echo, on",
        "nio, echo, off",
        "nio, echo, small-windows",
        "nio, worker, no-takeover",
        "netty, echo, on",
        "netty, echo, off",
        "netty, echo, no-takeover",
        "netty, worker, small-windows"
    })
    void isAnsweredByOurServer(String transport, String path, String compression) throws Exception {
        try (WebSocketServer server = Echo.server(transport)) {
            String url = "ws://127.0.0.1:" + server.port() + "/" + path;
            Process client = Npm.node("ws-client.js", url, compression).start();
            String output = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String errors = new String(client.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(client.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(output).as(errors).isEqualToIgnoringNewLines("client done");
            assertThat(client.exitValue()).isZero();
        }
    }

    @ParameterizedTest(name = "{0}, compression {1}")
    @CsvSource({"nio, on", "nio, off", "nio, no-takeover", "netty, on", "netty, off", "netty, small-windows"})
    void answersOurClient(String transport, String compression) throws Exception {
        Process server = Npm.node("ws-server.js", compression).start();
        try (BufferedReader output = server.inputReader(StandardCharsets.UTF_8);
                WebSocketClient client = WebSocketClient.builder()
                        .transport(transport)
                        .set("ws.limits.message", "2 MiB")
                        .build()) {
            URI uri = URI.create("ws://127.0.0.1:" + output.readLine() + "/");
            Heard heard = new Heard();
            WebSocket socket = client.connect(uri, ClientOptions.DEFAULTS.subprotocols("other", "echo"), heard)
                    .toCompletableFuture()
                    .get(DEADLINE_SECONDS, TimeUnit.SECONDS);

            assertThat(socket.handshake().subprotocol()).contains("echo");
            assertThat(socket.handshake().extensions().contains("permessage-deflate"))
                    .isEqualTo(!compression.equals("off"));
            converse(socket, heard);
        } finally {
            server.destroy();
        }
    }

    private static void converse(WebSocket socket, Heard heard) throws Exception {
        byte[] noise = new byte[1024 * 1024];
        new Random(7).nextBytes(noise); // test data, not a key
        for (String text :
                new String[] {"Grüße? \uD83D\uDE00 \u20AC", "", "again and again and again and again ".repeat(20)}) {
            socket.sendText(text);
            assertThat(heard.next()).isEqualTo(text);
        }
        socket.sendBinary(ByteBuffer.wrap(noise));
        assertThat(heard.next()).isEqualTo(ByteBuffer.wrap(noise));
        for (int i = 0; i < 50; i++) {
            socket.sendText("{\"number\": " + i + ", \"text\": \"the same each time, the same each time\"}");
        }
        for (int i = 0; i < 50; i++) {
            assertThat(heard.next()).asString().contains("\"number\": " + i + ",");
        }
        socket.sendText("ping me");
        assertThat(heard.next()).isEqualTo("pong hello");
        socket.sendText("close 4002 as you wish");
        assertThat(heard.next()).asString().isEqualTo("4002 as you wish PEER");
    }

    /** What our client's handler was told. */
    private static final class Heard implements WebSocketHandler {
        private final BlockingQueue<Object> queue = new LinkedBlockingQueue<>();

        Object next() throws InterruptedException {
            Object next = queue.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
            assertThat(next).as("something in time").isNotNull();
            return next;
        }

        @Override
        public void onText(WebSocket socket, String text) {
            queue.add(text);
        }

        @Override
        public void onBinary(WebSocket socket, ByteBuffer data) {
            queue.add(ByteBuffer.allocate(data.remaining()).put(data).flip());
        }

        @Override
        public void onClose(WebSocket socket, Closed how) {
            queue.add(how.code() + " " + how.text() + " " + how.by());
        }
    }
}
