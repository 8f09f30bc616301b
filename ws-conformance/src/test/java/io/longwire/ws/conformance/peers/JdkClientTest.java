package io.longwire.ws.conformance.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.WebSocketServer;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code java.net.http.WebSocket} as client of our server. */
@Timeout(120)
class JdkClientTest {
    private static final long DEADLINE_SECONDS = 60;

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"nio, echo", "nio, worker", "netty, echo", "netty, worker"})
    void isAnswered(String transport, String path) throws Exception {
        try (WebSocketServer server = Echo.server(transport)) {
            Heard heard = new Heard();
            WebSocket socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .subprotocols("other", "echo")
                    .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/" + path), heard)
                    .get(DEADLINE_SECONDS, TimeUnit.SECONDS);
            byte[] noise = new byte[1024 * 1024];
            new Random(11).nextBytes(noise); // test data, not a key

            assertThat(socket.getSubprotocol()).isEqualTo("echo");
            socket.sendText("Grüße? \uD83D\uDE00", true).join();
            assertThat(heard.next()).isEqualTo("Grüße? \uD83D\uDE00");
            socket.sendText("in ", false).join();
            socket.sendPing(ByteBuffer.wrap(new byte[] {1, 2})).join();
            assertThat(heard.next()).as("a pong between fragments").isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
            socket.sendText("fragments", true).join();
            assertThat(heard.next()).isEqualTo("in fragments");
            socket.sendBinary(ByteBuffer.wrap(noise), true).join();
            assertThat(heard.next()).isEqualTo(ByteBuffer.wrap(noise));
            socket.sendClose(4003, "enough").join();
            assertThat(heard.next()).isEqualTo("closed 4003");
        }
    }

    /** Puts the parts of messages together. */
    private static final class Heard implements WebSocket.Listener {
        private final BlockingQueue<Object> queue = new LinkedBlockingQueue<>();
        private final StringBuilder text = new StringBuilder();
        private final ByteArrayOutputStream binary = new ByteArrayOutputStream();

        Object next() throws InterruptedException {
            Object next = queue.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
            assertThat(next).as("something in time").isNotNull();
            return next;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                queue.add(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer part, boolean last) {
            byte[] bytes = new byte[part.remaining()];
            part.get(bytes);
            binary.writeBytes(bytes);
            if (last) {
                queue.add(ByteBuffer.wrap(binary.toByteArray()));
                binary.reset();
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onPong(WebSocket socket, ByteBuffer payload) {
            queue.add(ByteBuffer.allocate(payload.remaining()).put(payload).flip());
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            queue.add("closed " + code);
            return null;
        }
    }
}
