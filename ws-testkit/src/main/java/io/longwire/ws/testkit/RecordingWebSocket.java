package io.longwire.ws.testkit;

import io.longwire.ws.AttributeKey;
import io.longwire.ws.CloseReason;
import io.longwire.ws.Handshake;
import io.longwire.ws.Message;
import io.longwire.ws.MessageKind;
import io.longwire.ws.MessageWriter;
import io.longwire.ws.Overflow;
import io.longwire.ws.WebSocket;
import io.longwire.ws.spi.ConnectionRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A connection without a peer, for tests of plug-ins and handlers: it keeps {@link WebSocket}'s promises and records what is
 * done with it.
 *
 * <pre>{@code
 * var loop = new ManualLoop();
 * var socket = new RecordingWebSocket(loop);
 * ConnectionWatcher watcher = plugin.watch(socket, loop);
 * loop.advance(Duration.ofSeconds(25));
 * assertThat(socket.actions()).containsExactly(new Action.Ping("00 01"));
 * }</pre>
 *
 * <p>Messages are taken by the pretended peer at once, or, after {@link #stall}, when the test says {@link #drain}. Nothing
 * calls a handler or a watcher: that is the test's part. Any thread.
 */
public final class RecordingWebSocket implements WebSocket {
    private static final AtomicLong IDS = new AtomicLong();

    private final long id = IDS.incrementAndGet();
    private final ManualLoop loop;
    private final Handshake handshake;
    private final List<Action> actions = new ArrayList<>();
    private final List<CompletableFuture<Void>> waiting = new ArrayList<>();
    private long buffered;
    private boolean stalled;
    private boolean refusing;
    private boolean closing;
    private boolean ended;

    /** A connection to {@code /} on a loop. */
    public RecordingWebSocket(ManualLoop loop) {
        this(loop, new FakeHandshake("/"));
    }

    /** A connection that a given handshake made. */
    public RecordingWebSocket(ManualLoop loop, Handshake handshake) {
        this.loop = loop;
        this.handshake = handshake;
    }

    /** The loop that this connection is said to live on. */
    public ManualLoop loop() {
        return loop;
    }

    /** What was done so far, in order. */
    public synchronized List<Action> actions() {
        return List.copyOf(actions);
    }

    /** What was done so far, in order; it is forgotten afterwards. */
    public synchronized List<Action> takeActions() {
        List<Action> taken = List.copyOf(actions);
        actions.clear();
        return taken;
    }

    /** From now on the peer takes nothing: {@link #bufferedBytes} grows, and {@link #flushed} waits. */
    public synchronized void stall() {
        stalled = true;
    }

    /** The peer takes what waits, and goes on taking. */
    public void drain() {
        List<CompletableFuture<Void>> flushed;
        synchronized (this) {
            stalled = false;
            buffered = 0;
            flushed = List.copyOf(waiting);
            waiting.clear();
        }
        flushed.forEach(stage -> stage.complete(null));
    }

    /** From now on messages are refused (true) or accepted (false), as by an overflow policy. */
    public synchronized void refuse(boolean messages) {
        refusing = messages;
    }

    /** The connection ends as if the network had failed: nothing can be sent, and what waits is lost. */
    public void end() {
        List<CompletableFuture<Void>> lost;
        synchronized (this) {
            ended = true;
            buffered = 0;
            lost = List.copyOf(waiting);
            waiting.clear();
        }
        lost.forEach(stage -> stage.completeExceptionally(new IOException("the connection has ended")));
    }

    /** The record of this connection as one that did nothing, with what a watcher knew of it. */
    public ConnectionRecord record(Map<String, Object> facts) {
        return new ConnectionRecord(id, handshake.path(), handshake.remote(), Duration.ZERO, 0, 0, 0, 0, 0, facts);
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public Handshake handshake() {
        return handshake;
    }

    @Override
    public boolean sendText(CharSequence text) {
        Message message = Message.text(text);
        return accept(new Action.Text(text.toString()), message.size());
    }

    @Override
    public boolean sendText(ByteBuffer utf8) {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(utf8.duplicate());
            return accept(new Action.Text(text.toString()), utf8.remaining());
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the bytes are not well-formed UTF-8", e);
        }
    }

    @Override
    public boolean sendBinary(ByteBuffer data) {
        return accept(new Action.Binary(Hex.of(data)), data.remaining());
    }

    @Override
    public boolean send(Message message) {
        return accept(new Action.Prepared(message), message.size());
    }

    /** The message is recorded when it is finished; its stages are those of {@link #flushed}. */
    @Override
    public MessageWriter stream(MessageKind kind) {
        return new RecordingWriter(this, kind);
    }

    /** As {@link #send(Message)}: whatever the policy, {@link #refuse} says what is refused. */
    @Override
    public boolean send(Message message, Overflow overflow) {
        return send(message);
    }

    @Override
    public Overflow overflow() {
        return Overflow.DISCONNECT;
    }

    @Override
    public synchronized boolean ping(ByteBuffer payload) {
        if (payload.remaining() > 125) {
            throw new IllegalArgumentException(
                    "a Ping holds at most 125 bytes (RFC 6455, 5.5), not " + payload.remaining());
        }
        return isOpen() && actions.add(new Action.Ping(Hex.of(payload)));
    }

    @Override
    public synchronized CompletionStage<Void> flushed() {
        if (ended) {
            return CompletableFuture.failedFuture(new IOException("the connection has ended"));
        }
        CompletableFuture<Void> stage = new CompletableFuture<>();
        if (buffered == 0) {
            stage.complete(null);
        } else {
            waiting.add(stage);
        }
        return stage.minimalCompletionStage();
    }

    @Override
    public synchronized void pause() {
        actions.add(new Action.Pause());
    }

    @Override
    public synchronized void resume() {
        actions.add(new Action.Resume());
    }

    @Override
    public synchronized void close(CloseReason reason) {
        if (isOpen()) {
            closing = true;
            actions.add(new Action.Close(reason));
        }
    }

    @Override
    public void abort(CloseReason onWire, Throwable cause) {
        synchronized (this) {
            if (ended) {
                return;
            }
            actions.add(new Action.Abort(onWire, cause));
        }
        end();
    }

    @Override
    public synchronized long bufferedBytes() {
        return buffered;
    }

    @Override
    public synchronized boolean isOpen() {
        return !closing && !ended;
    }

    @Override
    public <T> @Nullable T attribute(AttributeKey<T> key) {
        return handshake.attribute(key);
    }

    @Override
    public <T> void attribute(AttributeKey<T> key, @Nullable T value) {
        handshake.attribute(key, value);
    }

    @Override
    public String toString() {
        return "RecordingWebSocket[" + id + ", " + handshake.path() + ", " + actions() + "]";
    }

    private synchronized boolean accept(Action action, int bytes) {
        if (refusing || !isOpen()) {
            return false;
        }
        buffered += stalled ? bytes : 0;
        return actions.add(action);
    }
}
