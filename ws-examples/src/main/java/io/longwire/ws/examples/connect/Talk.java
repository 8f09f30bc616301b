package io.longwire.ws.examples.connect;

import io.longwire.ws.Closed;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketHandler;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One connection: shows what arrives and keeps how it ended. */
final class Talk implements WebSocketHandler {
    private final Screen screen;
    private final CompletableFuture<Void> first = new CompletableFuture<>();
    private final CompletableFuture<Closed> closed = new CompletableFuture<>();
    private volatile long lastMessage = System.nanoTime();

    Talk(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void onText(WebSocket socket, String text) {
        screen.text(text);
        arrived();
    }

    @Override
    public void onBinary(WebSocket socket, ByteBuffer data) {
        screen.binary(data);
        arrived();
    }

    private void arrived() {
        lastMessage = System.nanoTime();
        first.complete(null);
    }

    @Override
    public void onClose(WebSocket socket, Closed how) {
        closed.complete(how);
    }

    /** How it ended, once it has. */
    CompletableFuture<Closed> closed() {
        return closed;
    }

    /** Waits for a message; false when the time or the connection ended first. */
    boolean awaitMessage(Duration most) throws InterruptedException {
        await(CompletableFuture.anyOf(first, closed), most);
        return first.isDone();
    }

    /** Waits until nothing has arrived for so long, or the connection has ended. */
    void awaitQuiet(Duration quiet) throws InterruptedException {
        long since = System.nanoTime();
        while (true) {
            long left = quiet.toNanos() - (System.nanoTime() - Math.max(since, lastMessage));
            if (left <= 0 || await(closed, Duration.ofNanos(left))) {
                return;
            }
        }
    }

    private static boolean await(CompletableFuture<?> stage, Duration most) throws InterruptedException {
        try {
            stage.get(most.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody fails these stages", e);
        }
    }
}
