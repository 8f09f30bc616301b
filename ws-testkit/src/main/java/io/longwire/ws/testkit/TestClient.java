package io.longwire.ws.testkit;

import io.longwire.ws.ClientOptions;
import io.longwire.ws.CloseReason;
import io.longwire.ws.Closed;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketClient;
import io.longwire.ws.WebSocketHandler;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection in a {@link WsTest}: it sends, and takes what came in the order in which it came. What does not come
 * within 20 s fails the test; every failure shows what went over this connection, with the milliseconds since it was begun. For
 * the thread of the test.
 */
public final class TestClient {
    private final Stage stage;
    private final String name;
    private final Pongs pongs;
    private final long begun = System.nanoTime();
    /** Guarded by the stage, as is all that follows. */
    private final Queue<String> waiting = new ArrayDeque<>();

    private final List<String> log = new ArrayList<>();
    private @Nullable WebSocket socket;
    private @Nullable Closed closed;

    TestClient(Stage stage, String name, Pongs pongs) {
        this.stage = stage;
        this.name = name;
        this.pongs = pongs;
    }

    void connect(WebSocketClient client, URI uri, ClientOptions options) {
        CompletableFuture<WebSocket> connecting =
                client.connect(uri, options, new Ear()).toCompletableFuture();
        stage.await(connecting::isDone, () -> "cannot connect in time\n" + this);
        if (connecting.isCompletedExceptionally()) {
            throw new AssertionError("cannot connect to " + uri, failure(connecting));
        }
        socket = connecting.join();
    }

    private static Throwable failure(CompletableFuture<WebSocket> failed) {
        return failed.handle((socket, cause) -> cause).join();
    }

    /** The connection itself. */
    public WebSocket socket() {
        if (socket == null) {
            throw new IllegalStateException("not connected");
        }
        return socket;
    }

    /** Sends a text message. */
    public TestClient sendText(String text) {
        note("> text " + text);
        return accepted(socket().sendText(text));
    }

    /** Sends a binary message, in {@link Hex} digits. */
    public TestClient sendBinary(String hex) {
        note("> binary " + hex);
        return accepted(socket().sendBinary(ByteBuffer.wrap(Hex.bytes(hex))));
    }

    /** Starts the closing handshake. */
    public TestClient close(int code) {
        note("> close " + code);
        socket().close(CloseReason.of(code));
        return this;
    }

    /** The next message is this text. */
    public void expectText(String text) {
        expect("text " + text);
    }

    /** The next message is binary, and is this in {@link Hex} digits. */
    public void expectBinary(String hex) {
        expect("binary " + Hex.of(Hex.bytes(hex)));
    }

    /**
     * Nothing more came before the connection ended with this code; 1006 when it ended without a Close frame (RFC 6455, 7.1.5).
     */
    public Closed expectClosed(int code) {
        stage.await(() -> closed != null || !waiting.isEmpty(), () -> "expected the end with " + code + this);
        Closed how = closed;
        if (how == null || how.code() != code || !waiting.isEmpty()) {
            throw new AssertionError("expected the end with " + code + ", but " + next() + this);
        }
        return how;
    }

    /**
     * Nothing has come that was not taken, by the time the server answers a Ping: of all that it sent before, nothing is on its
     * way. In memory nothing is on its way in any case.
     */
    public void expectNothing() {
        long pongsBefore = pongs.count(socket());
        if (socket().ping(ByteBuffer.allocate(0))) {
            stage.await(
                    () -> pongs.count(socket()) > pongsBefore || closed != null,
                    () -> "the Ping is not answered" + this);
        }
        synchronized (stage) {
            if (!waiting.isEmpty() || closed != null) {
                throw new AssertionError("expected nothing, but " + next() + this);
            }
        }
    }

    private void expect(String wanted) {
        stage.await(() -> closed != null || !waiting.isEmpty(), () -> "expected " + wanted + this);
        synchronized (stage) {
            if (!wanted.equals(waiting.peek())) {
                throw new AssertionError("expected " + wanted + ", but " + next() + this);
            }
            waiting.remove();
        }
    }

    private TestClient accepted(boolean yes) {
        if (!yes) {
            throw new AssertionError("the message was not accepted for sending" + this);
        }
        return this;
    }

    /** What is there instead. */
    private String next() {
        String message = waiting.peek();
        return message != null ? message + " came" : closed != null ? "it ended: " + closed : "nothing came";
    }

    /** Closes the connection if it is open. */
    void leave() {
        if (socket != null) {
            socket.close();
            stage.await(() -> closed != null, () -> "the server does not answer the Close frame" + this);
        }
    }

    private void note(String event) {
        synchronized (stage) {
            log.add("%6d ms  %s"
                    .formatted(Duration.ofNanos(System.nanoTime() - begun).toMillis(), event));
            stage.notifyAll();
        }
    }

    private void came(String message) {
        synchronized (stage) {
            waiting.add(message);
            note("< " + message);
        }
    }

    /** What went over this connection. */
    @Override
    public String toString() {
        synchronized (stage) {
            return "\n" + name + "\n" + String.join("\n", log);
        }
    }

    private final class Ear implements WebSocketHandler {
        @Override
        public void onOpen(WebSocket open) {
            note("< open " + open.handshake().extensions());
        }

        @Override
        public void onText(WebSocket from, String text) {
            came("text " + text);
        }

        @Override
        public void onBinary(WebSocket from, ByteBuffer data) {
            came("binary " + Hex.of(data));
        }

        @Override
        public void onError(WebSocket from, Throwable cause) {
            note("! " + cause);
        }

        @Override
        public void onClose(WebSocket from, Closed how) {
            synchronized (stage) {
                closed = how;
                note("< " + how);
            }
        }
    }
}
