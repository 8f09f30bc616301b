package io.longwire.ws.examples.attack;

import io.longwire.ws.ClientOptions;
import io.longwire.ws.Closed;
import io.longwire.ws.Dispatch;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketClient;
import io.longwire.ws.WebSocketHandler;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** Well-behaved connections: each sends a short message now and then and takes the time until its echo is back. */
final class Canaries implements AutoCloseable {
    private final WebSocketClient client = WebSocketClient.builder().build();
    private final List<Canary> canaries = new ArrayList<>();
    private final AtomicInteger lost = new AtomicInteger();
    private final List<Long> times = new ArrayList<>();

    private final class Canary implements WebSocketHandler {
        private volatile boolean leaving;
        private long sentAt;
        private boolean waiting;

        @Override
        public void onText(WebSocket socket, String text) {
            synchronized (times) {
                times.add(System.nanoTime() - sentAt);
                waiting = false;
            }
        }

        @Override
        public void onClose(WebSocket socket, Closed how) {
            if (!leaving) {
                lost.incrementAndGet();
            }
        }

        /** One at a time: an echo that is late is not asked for again, its time grows. */
        void sing(WebSocket socket) {
            synchronized (times) {
                if (waiting) {
                    return;
                }
                waiting = true;
                sentAt = System.nanoTime();
            }
            socket.sendText("tweet");
        }
    }

    private final List<WebSocket> sockets = new ArrayList<>();

    Canaries(URI uri, int count) throws InterruptedException, ExecutionException {
        for (int i = 0; i < count; i++) {
            Canary canary = new Canary();
            canaries.add(canary);
            sockets.add(client.connect(uri, ClientOptions.DEFAULTS.on(Dispatch.EVENT_LOOP), canary)
                    .toCompletableFuture()
                    .get());
        }
    }

    /** Each that is not waiting sends one message. */
    void sing() {
        for (int i = 0; i < canaries.size(); i++) {
            canaries.get(i).sing(sockets.get(i));
        }
    }

    int lost() {
        return lost.get();
    }

    /** How many echoes have come so far. */
    int echoes() {
        synchronized (times) {
            return times.size();
        }
    }

    /** The times of all echoes but the first ones, in nanoseconds, sorted; those that still wait count as of now. */
    long[] times(int first) {
        synchronized (times) {
            long now = System.nanoTime();
            long[] all = new long[times.size() - first + canaries.size()];
            int n = 0;
            for (long time : times.subList(first, times.size())) {
                all[n++] = time;
            }
            for (Canary canary : canaries) {
                if (canary.waiting) {
                    all[n++] = now - canary.sentAt;
                }
            }
            long[] sorted = Arrays.copyOf(all, n);
            Arrays.sort(sorted);
            return sorted;
        }
    }

    /** Forgets the times so far. */
    void forget() {
        synchronized (times) {
            times.clear();
        }
    }

    @Override
    public void close() {
        canaries.forEach(canary -> canary.leaving = true);
        client.close();
    }
}
