package io.longwire.ws.runtime;

import io.longwire.ws.Closed;
import io.longwire.ws.Initiator;
import io.longwire.ws.codec.WebSocketProtocol;
import io.longwire.ws.spi.Cancellable;
import io.longwire.ws.spi.Wire;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The end of a session, from the moment it begins: why it ends (the first cause is the one that is told), how long its closing
 * handshake may take, and who ends TCP when it is done (RFC 6455, 7.1). Loop only.
 */
final class Ending {
    /** Bytes that are read and dropped after the peer's Close or a violation, before the connection is reset. */
    private static final int NOISE = 1024 * 1024;

    private final Wire wire;
    private final WebSocketProtocol protocol;
    private final boolean server;
    private boolean answered;
    private boolean violation;
    private boolean outputShut;
    private int noise;
    private @Nullable Closed how;
    private @Nullable Cancellable timer;

    Ending(Wire wire, WebSocketProtocol protocol, boolean server) {
        this.wire = wire;
        this.protocol = protocol;
        this.server = server;
    }

    /** Notes the cause; false when there was one before. */
    boolean begin(Initiator by, int code, String text, @Nullable Throwable cause) {
        if (how != null) {
            return false;
        }
        how = new Closed(code, text, by, cause);
        return true;
    }

    /** The closing handshake did not come to its end. */
    void unclean(Throwable why) {
        if (how != null && how.cause() == null) {
            how = new Closed(how.code(), how.text(), how.by(), why);
        }
    }

    /** The peer's Close frame has come. */
    void answered() {
        answered = true;
    }

    /** The connection is failed (RFC 6455, 7.1.7): the peer is not waited for. */
    void violation() {
        violation = true;
    }

    boolean isViolation() {
        return violation;
    }

    Closed told() {
        return how == null ? new Closed(Closed.ABNORMAL, "", Initiator.NOBODY, null) : how;
    }

    /** The closing handshake has begun, and the peer has so long to come to its end. False when it had begun before. */
    boolean limit(Duration timeout) {
        if (timer != null) {
            return false;
        }
        timer = wire.loop().schedule(timeout, this::timedOut);
        return true;
    }

    private void timedOut() {
        if (!answered && !violation) {
            unclean(new TimeoutException("the peer did not answer the Close frame in time"));
        }
        wire.reset();
    }

    /** Bytes have come that nobody reads any more. */
    void discarded(int bytes) {
        noise += bytes;
        if (noise > NOISE) {
            wire.reset();
        }
    }

    /** Everything that was to go out is with the socket. */
    void outputIsIdle() {
        if (!outputShut && protocol.closeSent() && (protocol.closeReceived() || violation)) {
            outputShut = true;
            if (server || violation) { // RFC 6455, 7.1.1: the server closes TCP first
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
