package io.longwire.ws.conformance.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.ClientOptions;
import io.longwire.ws.Closed;
import io.longwire.ws.MessageKind;
import io.longwire.ws.MessageWriter;
import io.longwire.ws.StreamHandler;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketClient;
import io.longwire.ws.conformance.JavaServer;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Messages of 256 MiB, and of 64 MiB, through a server that has 32 MiB of heap and as much of direct memory. {@code
 * -Dlongwire.stream.mib=10240} makes them larger.
 */
@Tag("slow")
class StreamingTest {
    private static final long MIB = Long.getLong("longwire.stream.mib", 256);
    private static final int PART = 64 * 1024;
    private static final long PARTS = MIB * 1024 * 1024 / PART;
    /** For what takes more time. */
    private static final long FEWER_PARTS = PARTS / 4;

    private static final long DEADLINE_MINUTES = 60;

    /** What is sent over and over: letters that compress a little, as text does. */
    static byte[] part() {
        byte[] part = new byte[PART];
        Random random = new Random(1);
        for (int i = 0; i < PART; i++) {
            part[i] = (byte) ('a' + random.nextInt(16));
        }
        return part;
    }

    private static String expected(long parts) {
        CRC32 checksum = new CRC32();
        byte[] part = part();
        for (long i = 0; i < parts; i++) {
            checksum.update(part);
        }
        return parts * PART + " " + checksum.getValue();
    }

    private static JavaServer start(String transport) throws IOException {
        return JavaServer.start(List.of("-Xmx32m", "-XX:MaxDirectMemorySize=32m"), StreamServer.class, transport);
    }

    /** What came of one message, and what was said in words. */
    private static final class Received implements StreamHandler {
        final CompletableFuture<String> all = new CompletableFuture<>();
        private final CRC32 checksum = new CRC32();
        private long size;

        @Override
        public void onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            size += data.remaining();
            checksum.update(data);
            if (last) {
                all.complete(size + " " + checksum.getValue());
            }
        }

        @Override
        public void onText(WebSocket socket, ByteBuffer utf8, boolean last) {
            assertThat(last).isTrue();
            all.complete(StandardCharsets.US_ASCII.decode(utf8).toString());
        }

        @Override
        public void onClose(WebSocket socket, Closed how) {
            all.completeExceptionally(new IOException("closed: " + how));
        }
    }

    private static WebSocket connect(WebSocketClient client, JavaServer server, String path, Received received)
            throws Exception {
        return client.connect(URI.create("ws://127.0.0.1:" + server.port() + path), ClientOptions.DEFAULTS, received)
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
    }

    private static void send(WebSocket socket, long parts) {
        byte[] part = part();
        MessageWriter writer = socket.stream(MessageKind.BINARY);
        for (long i = 0; i < parts; i++) {
            writer.write(ByteBuffer.wrap(part)).toCompletableFuture().join();
        }
        writer.finish().toCompletableFuture().join();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "netty"})
    void aMessageLargerThanItsMemoryGoesIntoAServer(String transport) throws Exception {
        try (JavaServer server = start(transport);
                WebSocketClient client = client(transport, false)) {
            Received received = new Received();
            send(connect(client, server, "/sink", received), PARTS);
            assertThat(received.all.get(DEADLINE_MINUTES, TimeUnit.MINUTES)).isEqualTo(expected(PARTS));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "netty"})
    void aMessageLargerThanItsMemoryComesOutOfAServer(String transport) throws Exception {
        try (JavaServer server = start(transport);
                WebSocketClient client = client(transport, false)) {
            Received received = new Received();
            connect(client, server, "/source", received).sendText(Long.toString(PARTS * PART));
            assertThat(received.all.get(DEADLINE_MINUTES, TimeUnit.MINUTES)).isEqualTo(expected(PARTS));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "netty"})
    void aMessageLargerThanItsMemoryGoesThroughAServerThatEchoesItPartByPart(String transport) throws Exception {
        try (JavaServer server = start(transport);
                WebSocketClient client = client(transport, false)) {
            for (String path : new String[] {"/echo", "/worker-echo"}) {
                Received received = new Received();
                send(connect(client, server, path, received), FEWER_PARTS);
                assertThat(received.all.get(DEADLINE_MINUTES, TimeUnit.MINUTES)).isEqualTo(expected(FEWER_PARTS));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "netty"})
    void aCompressedMessageLargerThanItsMemoryGoesThroughAServer(String transport) throws Exception {
        try (JavaServer server = start(transport);
                WebSocketClient client = client(transport, true)) {
            Received received = new Received();
            WebSocket socket = connect(client, server, "/worker-echo", received);
            assertThat(socket.handshake().extensions()).contains("permessage-deflate");
            send(socket, FEWER_PARTS);
            assertThat(received.all.get(DEADLINE_MINUTES, TimeUnit.MINUTES)).isEqualTo(expected(FEWER_PARTS));
        }
    }

    private static WebSocketClient client(String transport, boolean compressed) {
        return WebSocketClient.builder()
                .transport(transport)
                .set("ws.extensions.permessage-deflate.enabled", compressed)
                .build();
    }
}
