package io.longwire.ws.runtime;

import io.longwire.ws.Closed;
import io.longwire.ws.codec.Violation;
import io.longwire.ws.spi.ConnectionRecord;

/** What a server or client wants to know of its sessions. Called on the session's loop. */
interface SessionListener {
    /** {@code onOpen} has returned. */
    void opened(Session session);

    void closed(Session session, Closed how, ConnectionRecord connection);

    void violated(Violation violation);

    void slowConsumer();

    /** A callback threw. */
    void handlerFailed(Session session, Throwable failure);

    /** A callback threw when the connection had ended already. */
    void lateFailure(Session session, Throwable failure);
}
