package io.longwire.ws.reconnect;

import io.longwire.ws.CloseReason;
import io.longwire.ws.Closed;
import io.longwire.ws.Message;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketClient;
import io.longwire.ws.spi.Cancellable;
import io.longwire.ws.spi.Loop;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is made again when it ends. Every method may be called from any thread, and none blocks.
 *
 * <p>Between two attempts it waits a random time (full jitter, {@code ws.plugins.reconnect}), or what the server asked for and a
 * random time on top. Which losses are final {@link ReconnectHandler#again} says.
 *
 * <p>Messages are sent at most once. One that is sent while there is no connection, or behind others that a slow one has not taken,
 * waits in a queue of 1,000 messages or 1 MiB, and goes out in order. One that was given to a connection is never given to another:
 * if that ends first, the message's stage fails with {@link Unconfirmed}, and whether to send it again is for the application, which
 * may know whether the peer minds.
 */
public final class ReconnectingSocket implements AutoCloseable {
    private final ReconnectPlugin plugin;
    private final WebSocketClient client;
    private final ReconnectHandler handler;
    private final Loop loop;
    private final Backoff backoff;
    private final Outbox outbox;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    /** Why this side closed it; null as long as it did not. */
    private final AtomicReference<@Nullable CloseReason> closing = new AtomicReference<>();

    private volatile @Nullable WebSocket current;
    // on the loop only
    private @Nullable Cancellable timer;
    private boolean trying;
    private int attempt;
    private long since;

    ReconnectingSocket(
            ReconnectPlugin plugin,
            WebSocketClient client,
            ReconnectHandler handler,
            Loop loop,
            Backoff backoff,
            Outbox outbox) {
        this.plugin = plugin;
        this.client = client;
        this.handler = Objects.requireNonNull(handler, "handler");
        this.loop = loop;
        this.backoff = backoff;
        this.outbox = outbox;
    }

    /** Begins the first attempt. It ends by {@link #close}, by a final loss, and with the client. */
    public static ReconnectingSocket open(WebSocketClient client, ReconnectHandler handler) {
        return client.service(ReconnectPlugin.class).open(client, handler);
    }

    /**
     * Sends a message, or has it wait for a connection.
     *
     * @return completes when the socket has taken it ({@link WebSocket#flushed}); fails with {@link NotSent} at once when the queue
     *     is full or this is closed, later when it is dropped from the queue, and with {@link Unconfirmed} as told above. What hangs
     *     on it without an executor of its own may run on an event loop, and must not block
     */
    public CompletionStage<Void> send(Message message) {
        return outbox.send(message);
    }

    /**
     * Sends a text message; as {@link #send}.
     *
     * @throws IllegalArgumentException when the text holds an unpaired surrogate
     */
    public CompletionStage<Void> sendText(CharSequence text) {
        return send(Message.text(text));
    }

    /** Sends a binary message, whose bytes are copied; as {@link #send}. */
    public CompletionStage<Void> sendBinary(ByteBuffer data) {
        return send(Message.binary(data));
    }

    /** The connection that there is now; what is sent through it is not queued. */
    public Optional<WebSocket> current() {
        return Optional.ofNullable(current);
    }

    /** Messages that wait in the queue. */
    public int waiting() {
        return outbox.waiting();
    }

    /** Completes when there is no connection and there will be none, after {@link ReconnectHandler#onGivenUp}. It does not fail. */
    public CompletionStage<Void> ended() {
        return ended.minimalCompletionStage();
    }

    /** Ends it for good. Messages that wait fail with {@link NotSent}; those that a connection was given go out first. */
    public void close(CloseReason reason) {
        if (closing.compareAndSet(null, Objects.requireNonNull(reason, "reason"))) {
            outbox.close();
            loop.execute(() -> {
                stopTimer();
                WebSocket open = current;
                if (open != null) {
                    open.close(reason);
                } else if (!trying) {
                    end();
                }
            });
        }
    }

    /** {@link #close(CloseReason)} with code 1000 and no text. */
    @Override
    public void close() {
        close(CloseReason.NORMAL);
    }

    /** Nothing runs any more where this could run. Any thread. */
    void clientClosed() {
        closing.compareAndSet(null, CloseReason.GOING_AWAY);
        end();
    }

    void begin() {
        loop.execute(this::attempt);
    }

    // ---- on the loop

    private void attempt() {
        if (closing.get() != null) {
            end();
            return;
        }
        trying = true;
        attempt++;
        connect()
                .whenComplete((socket, failure) -> loop.execute(() -> {
                    trying = false;
                    if (failure == null) {
                        connected(socket);
                    } else {
                        lost(Loss.of(cause(failure)));
                    }
                }));
    }

    private CompletionStage<WebSocket> connect() {
        try {
            return handler.target(attempt)
                    .thenComposeAsync(
                            target -> client.connect(target.uri(), target.options(), handler.handler()), loop);
        } catch (RuntimeException | Error wrong) { // the application's
            return CompletableFuture.failedFuture(wrong);
        }
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
        return cause == null ? failure : cause;
    }

    private void connected(WebSocket socket) {
        CompletionStage<Closed> end = socket.attribute(ReconnectPlugin.END);
        if (end == null) { // nobody watches: the client closes, and this has ended
            socket.close(CloseReason.GOING_AWAY);
            return;
        }
        current = socket;
        since = loop.nanoTime();
        CloseReason reason = closing.get();
        if (reason != null) {
            socket.close(reason);
        } else {
            try {
                handler.onConnected(socket, attempt);
                outbox.online(socket);
            } catch (RuntimeException | Error wrong) { // the application's
                socket.abort(CloseReason.INTERNAL_ERROR, wrong);
            }
        }
        end.whenComplete((how, never) -> loop.execute(() -> disconnected(how)));
    }

    private void disconnected(Closed how) {
        current = null;
        outbox.offline();
        Duration open = Duration.ofNanos(loop.nanoTime() - since);
        if (backoff.ended(open)) {
            attempt = 0;
        }
        lost(new Loss.Ended(how));
    }

    private void lost(Loss loss) {
        if (closing.get() != null) {
            end();
            return;
        }
        boolean again = false;
        try {
            again = handler.again(loss);
        } finally { // an application that throws gets no further attempt
            if (!again) {
                giveUp(loss);
            }
        }
        if (again) {
            Duration delay = backoff.next(loss.retryAfter());
            timer = loop.schedule(delay, this::attempt);
            handler.onLost(loss, delay);
        }
    }

    private void giveUp(Loss loss) {
        if (closing.compareAndSet(null, CloseReason.NORMAL)) {
            outbox.close();
            try {
                handler.onGivenUp(loss);
            } finally { // who waits for the end may ask the handler why
                end();
            }
        }
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel();
        }
    }

    private void end() {
        outbox.close();
        plugin.over(this);
        ended.complete(null);
    }
}
