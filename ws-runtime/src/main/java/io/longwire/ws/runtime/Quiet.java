package io.longwire.ws.runtime;

import io.longwire.ws.codec.WebSocketProtocol;
import io.longwire.ws.spi.Extension;

/** One extension that gives something back when its connection has sent nothing for a while. Loop only. */
final class Quiet {
    private final Session session;
    private final WebSocketProtocol protocol;
    private final Extension extension;
    private final long after;
    private long sent;
    private long since;
    private boolean told = true; // nothing was sent yet, so there is nothing to give back

    Quiet(Session session, WebSocketProtocol protocol, Extension extension) {
        this.session = session;
        this.protocol = protocol;
        this.extension = extension;
        this.after = extension.idleAfter().toNanos();
    }

    /** @return false when the session has ended and no further look is needed */
    boolean look(long now) {
        if (session.hasEnded()) {
            return false;
        }
        if (sent != session.tally().messagesOut()) {
            sent = session.tally().messagesOut();
            since = now;
            told = false;
        } else if (!told && now - since >= after && !protocol.midMessage()) {
            told = true;
            try {
                extension.idle();
            } catch (RuntimeException | Error failure) { // it ends its own connection, not the look at the others
                session.handlerFailed(failure);
            }
        }
        return true;
    }
}
