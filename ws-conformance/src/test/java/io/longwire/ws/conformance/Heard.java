package io.longwire.ws.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.Closed;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.WebSocketServer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What the handlers of a test were told, in order. */
final class Heard {
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    /** A server on one loop of a transport, with a port that the system chooses. */
    static WebSocketServer.Builder server(String transport) {
        return Tls.server(transport);
    }

    void add(String line) {
        lines.add(line);
    }

    /** The next line, as soon as there is one. */
    String next() throws InterruptedException {
        String line = lines.poll(RawPeer.DEADLINE_MILLIS, TimeUnit.MILLISECONDS);
        assertThat(line).as("the handler heard nothing more").isNotNull();
        return line;
    }

    /** The next lines. */
    List<String> next(int count) throws InterruptedException {
        List<String> next = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            next.add(next());
        }
        return next;
    }

    /** What was heard and not taken yet. */
    List<String> soFar() {
        return List.copyOf(lines);
    }

    /** A handler that writes down all it is told. */
    static class Recording implements WebSocketHandler {
        private final Heard heard;

        Recording(Heard heard) {
            this.heard = heard;
        }

        @Override
        public void onOpen(WebSocket socket) {
            heard.add("open");
        }

        @Override
        public void onText(WebSocket socket, String text) {
            heard.add("text " + text);
        }

        @Override
        public void onBinary(WebSocket socket, ByteBuffer data) {
            heard.add("binary of " + data.remaining());
        }

        @Override
        public void onError(WebSocket socket, Throwable cause) {
            heard.add("error " + cause.getClass().getSimpleName() + ": " + cause.getMessage());
        }

        @Override
        public void onClose(WebSocket socket, Closed how) {
            heard.add("closed " + how.code() + " \"" + how.text() + "\" by " + how.by());
        }
    }

    /** Sends back what comes. */
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
}
