package io.longwire.ws.runtime.tls;

import io.longwire.ws.spi.Wire;
import java.time.Duration;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The ways to the end of a TLS wire. Loop only.
 *
 * <pre>
 *   in order:  close_notify out, FIN out, close_notify in, in any order; then TCP is closed
 *   close:     close_notify if the socket takes it, and TCP is closed
 *   fail:      an alert; within the handshake FIN and a moment to read it; then TCP is closed
 *   abandon:   TCP is closed: what came was truncated, or the receiver threw
 * </pre>
 */
final class TlsEnding {
    private static final Duration LINGER = Duration.ofSeconds(1);

    private final Wire wire;
    private final SSLEngine engine;
    private final TlsOutput output;
    private boolean closing;
    private boolean lingers;
    private boolean inputEnded;
    private boolean outputEnded;
    private boolean notified;
    private boolean finSent;
    private @Nullable Throwable failure;

    TlsEnding(Wire wire, SSLEngine engine, TlsOutput output) {
        this.wire = wire;
        this.engine = engine;
        this.output = output;
    }

    /** Whether TCP is closed, or will be without regard to what still comes. */
    boolean isClosing() {
        return closing;
    }

    /** Whether the receiver has been told of the peer's close_notify. */
    boolean inputEnded() {
        return inputEnded;
    }

    /** Whether nothing more is to be written. */
    boolean outputEnded() {
        return outputEnded;
    }

    /** What this wire ended with: its own failure, if there was one, rather than the transport's. */
    @Nullable
    Throwable cause(@Nullable Throwable ofTransport) {
        return failure != null ? failure : ofTransport;
    }

    /** The receiver is being told of close_notify. */
    void endInput() {
        inputEnded = true;
    }

    /** The output is to end: close_notify after all that waits, then FIN. Called again when the socket takes more. */
    void endOutput() {
        outputEnded = true;
        if (output.drain() && !notified) {
            notified = true;
            notifyClose(null);
        }
        if (!finSent && notified && output.drain()) {
            finSent = true;
            wire.shutdownOutput();
            closeIfBothEnded();
        }
    }

    /** The output ends before the handshake has: there is nothing to say in TLS. */
    void endTcpOutput() {
        outputEnded = true;
        wire.shutdownOutput();
    }

    /** The engine has said close_notify by itself. */
    void notifiedByEngine() {
        if (!closing && !outputEnded) {
            notified = true;
            endOutput();
        }
    }

    void closeIfBothEnded() {
        if (inputEnded && finSent) {
            wire.close();
        }
    }

    /** @param says whether close_notify may be said */
    void close(boolean says) {
        if (says && !closing && !notified && output.drain()) {
            notified = true;
            notifyClose(null);
        }
        closing = true;
        wire.close();
    }

    void reset() {
        closing = true;
        wire.reset();
    }

    /** The transport has ended. */
    void closed() {
        closing = true;
    }

    void abandon(Throwable cause) {
        if (!closing) {
            failure = cause;
            closing = true;
            wire.close();
        }
    }

    /**
     * The peer broke TLS, or cannot be trusted.
     *
     * @param heard whether it has spoken TLS at all
     * @param early whether it was within the handshake
     */
    void fail(Throwable cause, boolean heard, boolean early) {
        if (closing) {
            return;
        }
        failure = cause;
        closing = true;
        if (heard || engine.getUseClientMode()) { // who does not speak TLS gets no alert
            notifyClose(cause);
        }
        if (early && heard) {
            lingers = true;
            wire.shutdownOutput();
            wire.readable(true); // so that the peer's end is seen, and no reset overtakes the alert
            wire.loop().schedule(LINGER, wire::close);
        } else {
            wire.close();
        }
    }

    /** The peer has ended TCP: if it was given a moment to read an alert, that is over. */
    void endOfTcp() {
        if (lingers) {
            wire.close();
        }
    }

    /** Sends close_notify, or the alert that the engine has in its place. */
    private void notifyClose(@Nullable Throwable cause) {
        try {
            output.closeNotify();
        } catch (SSLException second) {
            if (cause != null) {
                cause.addSuppressed(second);
            } else {
                failure = second;
            }
        }
    }
}
