package io.longwire.ws.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.Dispatch;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketClient;
import io.longwire.ws.WebSocketServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What is left when a client is closed. */
class ClientEndTest {
    private static final int CYCLES = Boolean.getBoolean("longwire.rows.full") ? 1000 : 30;
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    @OnEachTransportAndTls
    void leavesNoThreadAndNoDescriptorBehind(String transport) throws Exception {
        try (WebSocketServer server = Heard.server(transport)
                .endpoint("/", Dispatch.EVENT_LOOP, () -> new Heard.Recording(new Heard()))
                .start()) {
            cycle(transport, server); // classes, the trust store, and what the JDK keeps for good
            long threads = threads();
            long descriptors = descriptors();
            for (int i = 0; i < CYCLES; i++) {
                cycle(transport, server);
            }
            // The server's ends go a moment later than the client's, and a thread is there until it has returned.
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while ((descriptors() > descriptors || threads() > threads) && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }

            assertThat(descriptors()).isLessThanOrEqualTo(descriptors);
            assertThat(threads()).isLessThanOrEqualTo(threads);
        }
    }

    /** One that is connected, and one that is on its way, when the client is closed. */
    private static void cycle(String transport, WebSocketServer server) throws Exception {
        try (WebSocketClient client = Tls.client(transport).build()) {
            WebSocket open = client.connect(Tls.uri(transport, server.port(), "/"), new Heard.Recording(new Heard()))
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
            assertThat(open.isOpen()).isTrue();
            client.connect(Tls.uri(transport, server.port(), "/"), new Heard.Recording(new Heard()));
        }
    }

    /** Threads of a client: its loops', its workers' are daemons that end when they are idle. */
    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("longwire")
                        && !thread.getName().contains("worker"))
                .count();
    }

    private static long descriptors() throws IOException {
        if (!Files.isDirectory(DESCRIPTORS)) {
            return 0; // no Linux
        }
        try (Stream<Path> open = Files.list(DESCRIPTORS)) {
            return open.count();
        }
    }
}
