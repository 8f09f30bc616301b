package io.longwire.ws.examples.connect;

import io.longwire.ws.ConnectionHandler;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketClient;
import io.longwire.ws.reconnect.Loss;
import io.longwire.ws.reconnect.ReconnectHandler;
import io.longwire.ws.reconnect.ReconnectingSocket;
import io.longwire.ws.reconnect.Target;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A talk that outlives its connections: each loss and each wait is a note on the screen, and what is typed meanwhile waits. */
final class LongTalk implements ReconnectHandler {
    /** What was typed and waits: from here on the reader of a pipe waits too. */
    private static final int MANY = 500;

    private final Target target;
    private final Screen screen;
    private final AtomicReference<@Nullable Loss> givenUp = new AtomicReference<>();
    private final ReconnectingSocket socket;
    private volatile Talk talk;

    LongTalk(WebSocketClient client, Target target, Screen screen) {
        this.target = target;
        this.screen = screen;
        this.talk = new Talk(screen);
        this.socket = ReconnectingSocket.open(client, this);
    }

    /** Waits for the end; why there was no further attempt, empty when this side ended it. */
    Optional<Loss> awaitEnd() {
        socket.ended().toCompletableFuture().join();
        return Optional.ofNullable(givenUp.get());
    }

    boolean isOver() {
        return socket.ended().toCompletableFuture().isDone();
    }

    /** A line of a terminal. Commands are for the connection that there is. */
    void obey(String line) {
        if (!line.startsWith("/") || line.startsWith("//")) {
            send(line.startsWith("//") ? line.substring(1) : line);
        } else if (socket.current().isPresent()) {
            new Commands(socket.current().get(), screen).obey(line);
        } else if (line.startsWith("/close")) {
            socket.close();
        } else {
            screen.note("not connected");
        }
    }

    /** A line of a pipe, which may have to wait. */
    void pump(String line) {
        CompletionStage<Void> sent = send(line);
        if (socket.waiting() > MANY) {
            sent.exceptionally(lost -> null).toCompletableFuture().join();
        }
    }

    private CompletionStage<Void> send(String text) {
        CompletionStage<Void> sent;
        try {
            sent = socket.sendText(text);
        } catch (IllegalArgumentException malformed) {
            sent = CompletableFuture.failedFuture(malformed);
        }
        return sent.whenComplete((taken, lost) -> {
            if (lost != null) {
                screen.note("not sent, or perhaps not: " + lost.getMessage());
            }
        });
    }

    /** Waits until what was sent is gone and nothing has arrived for so long. */
    void awaitQuiet(Duration quiet) throws InterruptedException {
        talk.awaitQuiet(quiet);
    }

    void close() {
        socket.close();
    }

    @Override
    public CompletionStage<Target> target(int attempt) {
        return CompletableFuture.completedFuture(target);
    }

    @Override
    public ConnectionHandler handler() {
        Talk next = new Talk(screen);
        talk = next;
        return next;
    }

    @Override
    public void onConnected(WebSocket opened, int attempt) {
        screen.note("connected to " + target.uri());
    }

    @Override
    public void onLost(Loss loss, Duration delay) {
        screen.note(sentence(loss) + "; next attempt in " + delay.toMillis() + " ms");
    }

    @Override
    public void onGivenUp(Loss loss) {
        givenUp.set(loss);
    }

    static String sentence(Loss loss) {
        if (loss instanceof Loss.Ended ended) {
            return ConnectCommand.sentence(ended.how());
        }
        Throwable why = loss instanceof Loss.Refused refused ? refused.why() : ((Loss.Unreachable) loss).why();
        return "cannot connect: " + why.getMessage();
    }

    /** Whether the end was one that either side meant. */
    static boolean isOrderly(Loss loss) {
        return loss instanceof Loss.Ended ended && ConnectCommand.isOrderly(ended.how());
    }
}
