package io.longwire.ws.examples.idle;

import io.longwire.ws.Closed;
import io.longwire.ws.Initiator;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketHandler;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A connection that waits for its end. */
final class Idler implements WebSocketHandler {
    private final AtomicInteger times = new AtomicInteger();
    private volatile @Nullable Closed end;

    @Override
    public void onClose(WebSocket socket, Closed how) {
        times.incrementAndGet();
        end = how;
    }

    boolean hasEnded() {
        return end != null;
    }

    /** Whether the peer began the end with this code, and it was told once. */
    boolean endedBy(int code) {
        Closed how = end;
        return how != null && how.code() == code && how.by() == Initiator.PEER && how.clean() && times.get() == 1;
    }
}
