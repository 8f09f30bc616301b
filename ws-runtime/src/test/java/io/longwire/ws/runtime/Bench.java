package io.longwire.ws.runtime;

import io.longwire.ws.Closed;
import io.longwire.ws.ConnectionHandler;
import io.longwire.ws.Dispatch;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.spi.ExtensionProvider;
import io.longwire.ws.spi.Meter;
import io.longwire.ws.spi.PluginProvider;
import io.longwire.ws.testkit.MemoryNetwork;
import io.longwire.ws.testkit.MemoryPeer;
import io.longwire.ws.testkit.MemoryTransportProvider;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A server on a network in memory, one endpoint on the loop, and a clock that the test moves. */
final class Bench {
    static final String HELLO = "81 85 00 00 00 00 48 65 6c 6c 6f";
    static final String CLOSE_1000 = "88 82 00 00 00 00 03 e8";

    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
            + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    final MemoryNetwork network = new MemoryNetwork();
    final Recorder handler;
    final WebSocketServer server;

    Bench(Object... settings) {
        this(new Recorder(), settings);
    }

    Bench(Recorder recorder, Object... settings) {
        this(recorder, recorder, settings);
    }

    Bench(ConnectionHandler endpoint, Recorder recorder, Object... settings) {
        handler = recorder;
        WebSocketServer.Builder builder = WebSocketServer.builder()
                .transport(new MemoryTransportProvider(network))
                .port(0)
                .endpoint("/", Dispatch.EVENT_LOOP, () -> endpoint);
        for (int i = 0; i < settings.length; i++) {
            if (settings[i] instanceof PluginProvider plugin) {
                builder.plugin(plugin);
            } else if (settings[i] instanceof ExtensionProvider extension) {
                builder.extension(extension);
            } else if (settings[i] instanceof Meter meter) {
                builder.meter(meter);
            } else {
                builder.set((String) settings[i], settings[++i]);
            }
        }
        server = builder.start();
    }

    /** A peer that has connected and said nothing. */
    MemoryPeer raw() {
        try {
            return network.connect(server.addresses().get(0));
        } catch (ConnectException e) {
            throw new AssertionError(e);
        }
    }

    /** A peer that has sent an opening handshake, and these bytes in the same write. */
    MemoryPeer connect(byte... early) {
        MemoryPeer peer = raw();
        byte[] request = REQUEST.getBytes(StandardCharsets.US_ASCII);
        peer.write(ByteBuffer.allocate(request.length + early.length)
                .put(request)
                .put(early)
                .array());
        network.runPending();
        return peer;
    }

    /** A peer whose opening handshake was answered. */
    MemoryPeer open() {
        MemoryPeer peer = connect();
        String head = new String(peer.read(), StandardCharsets.US_ASCII);
        if (!head.startsWith("HTTP/1.1 101 ")) {
            throw new AssertionError(head);
        }
        return peer;
    }

    void write(MemoryPeer peer, String hex) {
        peer.write(hex);
        network.runPending();
    }

    void advance(Duration by) {
        network.advance(by);
    }

    /** Writes down what happens to it, and does what the test wants on top. */
    static class Recorder implements WebSocketHandler {
        final List<String> events = new ArrayList<>();
        WebSocket socket;
        Consumer<String> onText = text -> {};

        @Override
        public void onOpen(WebSocket opened) {
            socket = opened;
            events.add("open");
        }

        @Override
        public void onText(WebSocket from, String text) {
            events.add(text);
            onText.accept(text);
        }

        @Override
        public void onBinary(WebSocket from, ByteBuffer data) {
            events.add("binary " + data.remaining());
        }

        @Override
        public void onDrained(WebSocket from) {
            events.add("drained");
        }

        @Override
        public void onError(WebSocket from, Throwable cause) {
            events.add("error " + cause.getClass().getSimpleName());
        }

        @Override
        public void onClose(WebSocket from, Closed how) {
            events.add("close " + how.code() + " " + how.by());
        }
    }
}
