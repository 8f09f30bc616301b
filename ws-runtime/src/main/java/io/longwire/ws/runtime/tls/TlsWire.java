package io.longwire.ws.runtime.tls;

import static io.longwire.ws.runtime.tls.TlsBuffers.EMPTY;

import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Receiver;
import io.longwire.ws.spi.Wire;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * A wire that speaks TLS over another wire, as server or client. To the transport it is a {@link Receiver}, to the engine a {@link
 * Wire} that keeps the same laws.
 *
 * <p>Until the TLS handshake is done a write takes nothing, and {@link Receiver#onWritable} follows, as with a socket that is full.
 * The peer's close_notify is told as {@link Receiver#onEnd}; an end of TCP without it (a truncation, RFC 8446, 6.1) closes the wire
 * with an {@link SSLException}. After a peer's close_notify writing is still possible with TLS 1.3; TLS 1.2 ends both directions
 * (RFC 5246, 7.2.1), and takes nothing more.
 *
 * <p>Between two calls it holds no memory but blocks with a part of a record that has come, or that the socket has refused.
 */
public final class TlsWire implements Wire, Receiver {
    private enum Phase {
        HANDSHAKE,
        OPEN,
        /** The handshake failed: an alert has gone out, and the peer has a moment to read it. */
        FAILED,
        CLOSED
    }

    private static final Duration LINGER = Duration.ofSeconds(1);

    private final Wire wire;
    private final Loop loop;
    private final SSLEngine engine;
    private final TlsBuffers buffers;
    private final Executor workers;
    private final RecordRules rules;
    private final TlsInput input;
    private final TlsOutput output;
    private Receiver receiver;
    private Phase phase = Phase.HANDSHAKE;
    private boolean heard;
    private boolean working;
    private boolean reading = true;
    private boolean stopped;
    private boolean leftBytes;
    private boolean endSeen;
    private boolean inputEnded;
    private boolean outputEnded;
    private boolean notified;
    private boolean finSent;
    private @Nullable Throwable failure;

    /**
     * @param wire connected; the transport is given this object as its receiver, and {@link #begin} is called
     * @param engine new, with all that is to be offered and accepted
     * @param workers run the expensive steps of the handshake
     * @param receiver makes who hears of this wire; it is told nothing but the end before the handshake is done
     */
    public TlsWire(
            Wire wire,
            SSLEngine engine,
            TlsBuffers buffers,
            Executor workers,
            Function<? super TlsWire, ? extends Receiver> receiver) {
        this.wire = wire;
        this.loop = wire.loop();
        this.engine = engine;
        this.buffers = buffers;
        this.workers = workers;
        this.rules = new RecordRules(loop);
        this.input = new TlsInput(buffers, this);
        this.output = new TlsOutput(wire, engine, buffers);
        this.receiver = receiver.apply(this);
    }

    /** Begins the handshake. A failure is told later, as {@link Receiver#onClosed}. */
    public void begin() {
        wire.noDelay(true); // flights of the handshake follow each other, and the request the last one
        try {
            engine.beginHandshake();
            advance(engine.getHandshakeStatus());
        } catch (SSLException impossible) {
            fail(impossible);
        }
    }

    /** What was agreed on; meaningful when the handshake is done. */
    public SSLSession session() {
        return engine.getSession();
    }

    // ---- from the transport

    @Override
    public void onBytes(ByteBuffer bytes) {
        if (isAlive() && !inputEnded) {
            receive(bytes);
        }
    }

    /** @param bytes null to go on with what waits */
    private void receive(@Nullable ByteBuffer bytes) {
        buffers.plain.clear();
        try {
            if (bytes != null) {
                input.receive(bytes);
            } else {
                input.resume();
            }
            deliver();
        } catch (SSLException wrong) {
            deliver(); // what was right before it
            fail(wrong);
        }
        if (endSeen && !inputEnded && reading && phase == Phase.OPEN) {
            inputEnded = true;
            input.release();
            receiver.onEnd();
            closeIfBothEnded();
        }
        listen();
    }

    /** Whether the next record may be opened now; otherwise what is there waits. */
    boolean mayOpen() {
        return !working && !endSeen && (phase == Phase.HANDSHAKE || (phase == Phase.OPEN && reading));
    }

    /** Opens the record that begins at the buffer's position, unless there is no room for what it holds and nobody takes it. */
    void open(ByteBuffer bytes) throws SSLException {
        if (phase == Phase.OPEN) {
            rules.require(TlsRecord.type(bytes));
        }
        heard = true;
        SSLEngineResult result = engine.unwrap(bytes, buffers.plain);
        if (result.getStatus() == Status.BUFFER_OVERFLOW) {
            deliver();
            if (!mayOpen()) {
                return;
            }
            result = engine.unwrap(bytes, buffers.plain);
        }
        if (result.getStatus() == Status.CLOSED) {
            endSeen = true;
        } else if (result.getStatus() != Status.OK) {
            throw new SSLException("a TLS record cannot be opened: " + result.getStatus());
        } else if (phase == Phase.OPEN && result.bytesProduced() == 0) {
            rules.carriesNothing();
        }
        advance(result.getHandshakeStatus());
    }

    private void deliver() {
        ByteBuffer plain = buffers.plain.flip();
        if (plain.hasRemaining() && phase == Phase.OPEN) {
            receiver.onBytes(plain);
        }
        plain.clear();
    }

    /** Does what the engine wants next, unless that is more bytes. */
    private void advance(HandshakeStatus wanted) throws SSLException {
        HandshakeStatus next = wanted == HandshakeStatus.NEED_WRAP ? output.speak() : wanted;
        if (next == HandshakeStatus.NEED_TASK) {
            startWork();
        } else if (phase == Phase.HANDSHAKE
                && (next == HandshakeStatus.FINISHED || next == HandshakeStatus.NOT_HANDSHAKING)) {
            opened();
        } else if (phase == Phase.OPEN
                && !outputEnded
                && engine.isOutboundDone()) { // the answer to close_notify, TLS 1.2
            outputEnded = true;
            notified = true;
            leftBytes = false;
            endOutput();
        }
    }

    private void opened() throws SSLException {
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) { // a ticket for the next time
            output.speak();
        }
        if (engine.getUseClientMode()) {
            PeerName.require(engine.getSession());
        }
        phase = Phase.OPEN;
        tellWritable();
    }

    private void startWork() throws SSLException {
        working = true;
        try {
            workers.execute(this::work);
        } catch (RejectedExecutionException stopping) {
            throw new SSLException("the engine stops", stopping);
        }
    }

    /** On a worker: signatures and chains of certificates cost milliseconds. */
    private void work() {
        Throwable thrown = null;
        try {
            for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                task.run();
            }
        } catch (Throwable fromTrustManager) {
            thrown = fromTrustManager;
        }
        Throwable result = thrown;
        loop.execute(() -> worked(result));
    }

    private void worked(@Nullable Throwable thrown) {
        working = false;
        if (!isAlive()) {
            return;
        }
        try {
            if (thrown != null) {
                throw new SSLException("a step of the TLS handshake failed", thrown);
            }
            advance(engine.getHandshakeStatus());
        } catch (SSLException wrong) {
            fail(wrong);
        } catch (Throwable fromReceiver) {
            abandon(fromReceiver);
        }
        resume();
    }

    /** Goes on with what waits. On the loop, but not called by the transport, so what a receiver throws is caught here. */
    private void resume() {
        if (isAlive() && !working) {
            try {
                receive(null);
            } catch (Throwable fromReceiver) {
                abandon(fromReceiver);
            }
        }
    }

    /** Has the transport read when records may be opened, or only the end is to be seen. */
    private void listen() {
        boolean stop = isAlive() && !mayOpen() && !inputEnded;
        if (stop != stopped) {
            stopped = stop;
            wire.readable(!stop);
        }
    }

    @Override
    public void onWritable() {
        if (output.drain() && isAlive()) {
            if (outputEnded) {
                endOutput();
            } else {
                tellWritable();
            }
        }
    }

    private void tellWritable() {
        if (leftBytes && phase == Phase.OPEN) {
            leftBytes = false;
            receiver.onWritable();
        }
    }

    @Override
    public void onEnd() {
        if (phase == Phase.FAILED) {
            wire.close();
        } else if (isAlive() && !endSeen) {
            // RFC 8446, 6.1: without it, "the recipient cannot know that all of the data was received".
            abandon(new SSLException(
                    phase == Phase.HANDSHAKE
                            ? "the peer ended the connection within the TLS handshake"
                            : "truncated: the peer ended TCP without close_notify (RFC 8446, 6.1)"));
        }
    }

    @Override
    public void onClosed(@Nullable Throwable cause) {
        phase = Phase.CLOSED;
        input.release();
        output.release();
        receiver.onClosed(failure != null ? failure : cause);
    }

    // ---- the ways to the end

    /** The peer broke TLS, or cannot be trusted. */
    private void fail(Throwable cause) {
        if (!isAlive()) {
            return;
        }
        failure = cause;
        boolean early = phase == Phase.HANDSHAKE;
        phase = Phase.FAILED;
        if (heard || engine.getUseClientMode()) { // who does not speak TLS gets no alert
            notifyClose(cause);
        }
        if (early && heard) {
            wire.shutdownOutput();
            wire.readable(true); // so that the peer's end is seen, and no reset overtakes the alert
            loop.schedule(LINGER, wire::close);
        } else {
            wire.close();
        }
    }

    private void abandon(Throwable cause) {
        if (isAlive()) {
            failure = cause;
            phase = Phase.CLOSED;
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

    /** The output is to end: close_notify after all that waits, then FIN. */
    private void endOutput() {
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

    private void closeIfBothEnded() {
        if (inputEnded && finSent) {
            wire.close();
        }
    }

    private boolean isAlive() {
        return phase == Phase.HANDSHAKE || phase == Phase.OPEN;
    }

    // ---- for the engine

    @Override
    public Loop loop() {
        return loop;
    }

    @Override
    public SocketAddress local() {
        return wire.local();
    }

    @Override
    public SocketAddress remote() {
        return wire.remote();
    }

    @Override
    public void write(ByteBuffer bytes) {
        write(EMPTY, bytes);
    }

    @Override
    public void write(ByteBuffer head, ByteBuffer body) {
        if (outputEnded || !isAlive()) {
            return;
        }
        if (phase == Phase.OPEN) {
            try {
                output.write(head, body);
            } catch (SSLException broken) {
                abandon(broken);
                return;
            }
        }
        leftBytes |= head.hasRemaining() || body.hasRemaining();
    }

    @Override
    public void readable(boolean enabled) {
        if (!loop.inLoop()) {
            loop.execute(() -> readable(enabled));
            return;
        }
        reading = enabled;
        if (enabled && stopped && (!input.isEmpty() || endSeen)) {
            loop.execute(this::resume); // it is not called before this method has returned
        } else {
            listen();
        }
    }

    @Override
    public void noDelay(boolean on) {
        wire.noDelay(on);
    }

    @Override
    public void attach(Receiver next) {
        receiver = next;
    }

    @Override
    public void shutdownOutput() {
        if (!outputEnded && isAlive()) {
            outputEnded = true;
            leftBytes = false;
            if (phase == Phase.OPEN) {
                endOutput();
            } else {
                wire.shutdownOutput();
            }
        }
    }

    /** Says close_notify, if the socket takes it, and closes. */
    @Override
    public void close() {
        if (!loop.inLoop()) {
            loop.execute(this::close);
            return;
        }
        if (phase == Phase.OPEN && !notified && output.drain()) {
            notified = true;
            notifyClose(null);
        }
        if (isAlive()) {
            phase = Phase.CLOSED;
        }
        wire.close();
    }

    @Override
    public void reset() {
        if (!loop.inLoop()) {
            loop.execute(this::reset);
            return;
        }
        phase = Phase.CLOSED;
        wire.reset();
    }
}
