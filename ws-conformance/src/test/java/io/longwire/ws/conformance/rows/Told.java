package io.longwire.ws.conformance.rows;

import io.longwire.ws.Closed;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.codec.EventLog;
import io.longwire.ws.codec.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A handler that sends back what comes and writes down what it is told. */
class Told implements WebSocketHandler {
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final CompletableFuture<WebSocket> open = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    @Override
    public void onOpen(WebSocket socket) {
        lines.add("open");
        open.complete(socket);
    }

    @Override
    public void onText(WebSocket socket, String text) {
        lines.add(EventLog.event("text", StandardCharsets.UTF_8.encode(text)));
        socket.sendText(text);
    }

    @Override
    public void onBinary(WebSocket socket, ByteBuffer data) {
        lines.add(EventLog.event("binary", data.duplicate()));
        socket.sendBinary(data);
    }

    @Override
    public void onError(WebSocket socket, Throwable cause) {
        lines.add("error " + (cause instanceof ProtocolException broken ? broken.violation() : cause));
    }

    @Override
    public void onClose(WebSocket socket, Closed how) {
        lines.add("closed " + how.code() + " " + how.text() + " by " + how.by());
        ended.complete(null);
    }

    /** The connection, as soon as it is open. */
    WebSocket socket() throws Exception {
        return open.get(Ears.DEADLINE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Waits for the end, if there was an opening. */
    void awaitEnd() throws Exception {
        if (open.isDone()) {
            ended.get(Ears.DEADLINE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** What it was told of the end, as soon as that was: the failure, if there was one, and the end. */
    List<String> ends() throws Exception {
        awaitEnd();
        return lines().stream()
                .filter(line -> line.startsWith("error ") || line.startsWith("closed "))
                .toList();
    }

    /** The messages that it was told. */
    List<String> messages() {
        return lines().stream()
                .filter(line -> line.startsWith("text") || line.startsWith("binary"))
                .toList();
    }

    List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }
}
