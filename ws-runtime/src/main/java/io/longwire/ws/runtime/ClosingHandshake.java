package io.longwire.ws.runtime;

import io.longwire.ws.codec.WebSocketProtocol;
import io.longwire.ws.spi.Cancellable;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Wire;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** How long a session's closing handshake may take, and who ends TCP when it is done (RFC 6455, 7.1). Loop only. */
final class ClosingHandshake {
    private final Wire wire;
    private final Loop loop;
    private final WebSocketProtocol protocol;
    private final Ending ending;
    private final boolean server;
    private boolean outputShut;
    private @Nullable Cancellable timer;

    ClosingHandshake(Wire wire, WebSocketProtocol protocol, Ending ending, boolean server) {
        this.wire = wire;
        this.loop = wire.loop();
        this.protocol = protocol;
        this.ending = ending;
        this.server = server;
    }

    /** It has begun, and the peer has so long to come to its end. False when it had begun before. */
    boolean begin(Duration timeout) {
        if (timer != null) {
            return false;
        }
        timer = loop.schedule(timeout, this::timedOut);
        return true;
    }

    private void timedOut() {
        if (!ending.isAnswered() && !ending.isViolation()) {
            ending.unclean(new TimeoutException("the peer did not answer the Close frame in time"));
        }
        wire.reset();
    }

    /** Everything that was to go out is with the socket. */
    void outputIsIdle() {
        if (!outputShut && protocol.closeSent() && (protocol.closeReceived() || ending.isViolation())) {
            outputShut = true;
            if (server || ending.isViolation()) { // RFC 6455, 7.1.1: the server closes TCP first
                wire.shutdownOutput();
            }
        }
    }

    /** The connection has ended. */
    void stop() {
        if (timer != null) {
            timer.cancel();
        }
    }
}
