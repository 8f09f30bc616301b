package io.longwire.ws.conformance.streams;

import io.longwire.ws.Dispatch;
import io.longwire.ws.MessageKind;
import io.longwire.ws.MessageWriter;
import io.longwire.ws.StreamHandler;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** A process whose messages are larger than its memory. It says its port and runs until its input ends. */
final class StreamServer {
    private StreamServer() {}

    public static void main(String[] arguments) throws IOException {
        try (WebSocketServer server = WebSocketServer.builder()
                .port(0)
                .transport(arguments[0])
                .endpoint("/sink", Sink::new)
                .endpoint("/source", Source::new)
                .endpoint("/echo", Dispatch.EVENT_LOOP, Echo::new)
                .endpoint("/worker-echo", WorkerEcho::new)
                .start()) {
            System.out.println(server.port());
            while (System.in.read() >= 0) {}
        }
    }

    /** Answers a message with its size and checksum. */
    private static final class Sink implements StreamHandler {
        private final CRC32 checksum = new CRC32();
        private long size;

        @Override
        public void onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            size += data.remaining();
            checksum.update(data);
            if (last) {
                socket.sendText(size + " " + checksum.getValue());
            }
        }
    }

    /** Sends as many bytes as it is asked for, on a thread that waits for the peer. */
    private static final class Source implements StreamHandler {
        @Override
        public void onText(WebSocket socket, ByteBuffer utf8, boolean last) {
            byte[] digits = new byte[utf8.remaining()];
            utf8.get(digits);
            long left = Long.parseLong(new String(digits, StandardCharsets.US_ASCII));
            byte[] part = StreamingTest.part();
            MessageWriter writer = socket.stream(MessageKind.BINARY);
            for (; left > 0; left -= part.length) {
                writer.write(ByteBuffer.wrap(part)).toCompletableFuture().join();
            }
            writer.finish();
        }
    }

    /** Sends each part back as it comes, without a thread that waits: it reads no faster than its peer. */
    private static final class Echo implements StreamHandler {
        private @Nullable MessageWriter writer;

        @Override
        public void onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            if (writer == null) {
                writer = socket.stream(MessageKind.BINARY);
            }
            MessageWriter to = writer;
            socket.pause();
            to.write(data)
                    .thenCompose(wanted -> last ? to.finish() : CompletableFuture.completedStage(wanted))
                    .thenRun(socket::resume);
            if (last) {
                writer = null;
            }
        }
    }

    private static final class WorkerEcho implements StreamHandler {
        private @Nullable MessageWriter writer;

        @Override
        public void onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            if (writer == null) {
                writer = socket.stream(MessageKind.BINARY);
            }
            writer.write(data).toCompletableFuture().join();
            if (last) {
                writer.finish().toCompletableFuture().join();
                writer = null;
            }
        }
    }
}
