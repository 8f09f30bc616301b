package io.longwire.ws.runtime;

import io.longwire.ws.CloseReason;
import java.time.Duration;

/**
 * Tells one peer that the server goes. A handler that is at work finishes first, within its time: what it sends meanwhile goes out
 * before the Close frame. Nothing more is delivered to it. Loop only.
 */
final class Farewell implements Runnable {
    /** What a handler may take to finish. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration LOOK = Duration.ofMillis(20);

    private final Session session;
    private final CloseReason reason;
    private long since;
    private boolean begun;

    Farewell(Session session, CloseReason reason) {
        this.session = session;
        this.reason = reason;
    }

    @Override
    public void run() {
        long now = session.context().loop.nanoTime();
        if (!begun) {
            begun = true;
            since = now;
        }
        if (session.hasEnded()) {
            return;
        }
        if (session.delivery().isAtRest() || now - since >= PATIENCE.toNanos()) {
            session.socket().close(reason);
        } else {
            session.delivery().pause();
            session.schedule(LOOK, this);
        }
    }
}
