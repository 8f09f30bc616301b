package io.longwire.ws.runtime.tls;

import static io.longwire.ws.runtime.tls.TlsBuffers.EMPTY;

import io.longwire.ws.spi.Wire;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/**
 * Seals what is written. Loop only.
 *
 * <p>Theory of operation. Plain bytes are sealed into the loop's buffer and go to the socket in one call. What the socket refuses
 * of that waits in a block; until it is gone nothing more is sealed. As a record cannot be taken back, the writer would think that
 * the socket took bytes which wait here. So the last byte of what was sealed is left in its buffer, as if the socket had refused it
 * alone; the writer offers it again, and by then its record has left and it is passed over. So what was taken of a writer's message
 * was taken by the socket, and {@code flushed()} and back-pressure mean with TLS what they mean without.
 */
final class TlsOutput {
    private final Wire wire;
    private final SSLEngine engine;
    private final TlsBuffers buffers;
    private ByteBuffer waiting = EMPTY;
    private boolean lastByteIsOffered;

    TlsOutput(Wire wire, SSLEngine engine, TlsBuffers buffers) {
        this.wire = wire;
        this.engine = engine;
        this.buffers = buffers;
    }

    /** Writes what the socket takes of two buffers in order, and leaves the rest in them. */
    void write(ByteBuffer head, ByteBuffer body) throws SSLException {
        if (!drain()) {
            return;
        }
        if (lastByteIsOffered) {
            ByteBuffer first = head.hasRemaining() ? head : body;
            if (first.hasRemaining()) {
                first.position(first.position() + 1);
                lastByteIsOffered = false;
            }
        }
        boolean taken = true;
        while (taken && !engine.isOutboundDone() && (head.hasRemaining() || body.hasRemaining())) {
            int headBefore = head.position();
            int bodyBefore = body.position();
            seal(head, body);
            taken = send();
            if (!taken && !head.hasRemaining() && !body.hasRemaining()) {
                offerAgain(
                        body.position() > bodyBefore ? body : head,
                        body.position() > bodyBefore ? bodyBefore : headBefore);
            }
        }
    }

    private void offerAgain(ByteBuffer last, int before) {
        if (last.position() > before) {
            last.position(last.position() - 1);
            lastByteIsOffered = true;
        }
    }

    /** Fills the loop's buffer with records. */
    private void seal(ByteBuffer head, ByteBuffer body) throws SSLException {
        ByteBuffer sealed = buffers.sealed.clear();
        Status status = Status.OK;
        while (status == Status.OK && (head.hasRemaining() || body.hasRemaining())) {
            status = engine.wrap(buffers.pair(head, body), sealed).getStatus();
        }
        buffers.pair(EMPTY, EMPTY);
    }

    /** Sends what the engine itself has to say, and tells what it wants next. */
    HandshakeStatus speak() throws SSLException {
        ByteBuffer sealed = buffers.sealed.clear();
        SSLEngineResult result;
        do {
            result = engine.wrap(EMPTY, sealed);
            if (result.getStatus() == Status.BUFFER_OVERFLOW) {
                send();
                sealed.clear();
            }
        } while (result.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && result.getStatus() != Status.CLOSED);
        send();
        return result.getHandshakeStatus();
    }

    /** Ends the TLS output: what the engine has to say last is close_notify, or an alert that tells what was wrong. */
    void closeNotify() throws SSLException {
        engine.closeOutbound();
        ByteBuffer sealed = buffers.sealed.clear();
        while (!engine.isOutboundDone()) {
            SSLEngineResult result = engine.wrap(EMPTY, sealed);
            if (result.getStatus() != Status.OK || result.bytesProduced() == 0) {
                break;
            }
        }
        send();
    }

    /** Gives the loop's buffer to the socket; whether it took all of it. */
    private boolean send() {
        ByteBuffer sealed = buffers.sealed.flip();
        if (!waiting.hasRemaining()) {
            wire.write(sealed);
        }
        if (sealed.hasRemaining()) {
            waiting = buffers.join(waiting, sealed);
        }
        return !waiting.hasRemaining();
    }

    /** Writes what waits; whether nothing waits any more. */
    boolean drain() {
        if (waiting.hasRemaining()) {
            wire.write(waiting);
            if (waiting.hasRemaining()) {
                return false;
            }
            release();
        }
        return true;
    }

    void release() {
        ByteBuffer rest = waiting;
        waiting = EMPTY;
        buffers.give(rest);
    }
}
