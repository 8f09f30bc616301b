package io.longwire.ws.benchmarks.micro;

import io.longwire.ws.Dispatch;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.benchmarks.load.Payload;
import io.longwire.ws.testkit.MemoryNetwork;
import io.longwire.ws.testkit.MemoryPeer;
import io.longwire.ws.testkit.MemoryTransportProvider;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A message to a server and back over the transport in memory, whose pipes copy and allocate: of use against itself alone. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SessionBenchmark {
    private static final String OFFER = "Sec-WebSocket-Extensions: permessage-deflate\r\n";

    /** Whether permessage-deflate was agreed on. The peer sends uncompressed, the server compresses. */
    @Param({"false", "true"})
    public boolean deflate;

    /** Bytes of ASCII text. */
    @Param({"64", "1024"})
    public int size;

    private final MemoryNetwork network = new MemoryNetwork();
    private final WebSocketServer server = WebSocketServer.builder()
            .transport(new MemoryTransportProvider(network))
            .port(0)
            .endpoint("/", Dispatch.EVENT_LOOP, Echo::new)
            .build();
    private byte[] frame = {};
    private MemoryPeer peer;

    /** Connects. */
    @Setup
    public void connect() throws IOException {
        ByteBuffer whole = Bytes.masked(1, Bytes.of(Payload.TEXT, size));
        frame = new byte[whole.remaining()];
        whole.get(frame);
        server.start();
        peer = network.connect(server.addresses().get(0));
        String request = "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + (deflate ? OFFER : "") + "\r\n";
        peer.write(request.getBytes(StandardCharsets.US_ASCII));
        network.runPending();
        String answer = new String(peer.read(), StandardCharsets.US_ASCII);
        if (!answer.startsWith("HTTP/1.1 101 ") || deflate != answer.contains("permessage-deflate")) {
            throw new IOException(answer);
        }
    }

    /** There and back. */
    @Benchmark
    public byte[] echo() {
        peer.write(frame);
        network.runPending();
        return peer.read();
    }

    /** Ends. */
    @TearDown
    public void end() {
        peer.close();
        network.runPending();
    }

    private static final class Echo implements WebSocketHandler {
        @Override
        public void onText(WebSocket socket, String text) {
            socket.sendText(text);
        }
    }
}
