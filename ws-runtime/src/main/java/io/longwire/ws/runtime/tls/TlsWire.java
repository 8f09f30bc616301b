package io.longwire.ws.runtime.tls;

import static io.longwire.ws.runtime.tls.TlsBuffers.EMPTY;

import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Receiver;
import io.longwire.ws.spi.Wire;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
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
    private final Wire wire;
    private final Loop loop;
    private final SSLEngine engine;
    private final TlsBuffers buffers;
    private final RecordRules rules;
    private final TlsInput input;
    private final TlsOutput output;
    private final TlsEnding ending;
    private final TlsHandshake handshake;
    private Receiver receiver;
    private boolean heard;
    private boolean reading = true;
    private boolean stopped;
    private boolean leftBytes;
    private boolean endSeen;

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
        this.rules = new RecordRules(loop);
        this.input = new TlsInput(buffers, this);
        this.output = new TlsOutput(wire, engine, buffers);
        this.ending = new TlsEnding(wire, engine, output);
        this.handshake = new TlsHandshake(this, engine, output, ending, workers);
        this.receiver = receiver.apply(this);
    }

    /** Begins the handshake. A failure is told later, as {@link Receiver#onClosed}. */
    public void begin() {
        wire.noDelay(true); // flights of the handshake follow each other, and the request the last one
        try {
            handshake.begin();
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
        if (isAlive() && !ending.inputEnded()) {
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
        if (endSeen && !ending.inputEnded() && reading && isOpen()) {
            ending.endInput();
            input.release();
            receiver.onEnd();
            ending.closeIfBothEnded();
        }
        listen();
    }

    /** Whether the next record may be opened now; otherwise what is there waits. */
    boolean mayOpen() {
        return isAlive() && !handshake.isWorking() && !endSeen && (reading || !handshake.isDone());
    }

    /** Opens the record that begins at the buffer's position, unless there is no room for what it holds and nobody takes it. */
    void open(ByteBuffer bytes) throws SSLException {
        if (isOpen()) {
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
        } else if (isOpen() && result.bytesProduced() == 0) {
            rules.carriesNothing();
        }
        handshake.advance(result.getHandshakeStatus());
    }

    private void deliver() {
        ByteBuffer plain = buffers.plain.flip();
        if (plain.hasRemaining() && isOpen()) {
            receiver.onBytes(plain);
        }
        plain.clear();
    }

    /** The handshake is done. */
    void opened() {
        tellWritable();
    }

    /** Steps of the handshake have run on a worker. */
    void worked(@Nullable Throwable thrown) {
        if (!isAlive()) {
            return;
        }
        try {
            handshake.worked(thrown);
        } catch (SSLException wrong) {
            fail(wrong);
        } catch (Throwable fromReceiver) {
            ending.abandon(fromReceiver);
        }
        resume();
    }

    /** Goes on with what waits. On the loop, but not called by the transport, so what a receiver throws is caught here. */
    private void resume() {
        if (isAlive() && !handshake.isWorking()) {
            try {
                receive(null);
            } catch (Throwable fromReceiver) {
                ending.abandon(fromReceiver);
            }
        }
    }

    /** Has the transport read when records may be opened, or only the end is to be seen. */
    private void listen() {
        boolean stop = isAlive() && !mayOpen() && !ending.inputEnded();
        if (stop != stopped) {
            stopped = stop;
            wire.readable(!stop);
        }
    }

    @Override
    public void onWritable() {
        if (output.drain() && isAlive()) {
            if (ending.outputEnded()) {
                ending.endOutput();
            } else {
                tellWritable();
            }
        }
    }

    private void tellWritable() {
        if (leftBytes && isOpen() && !ending.outputEnded()) {
            leftBytes = false;
            receiver.onWritable();
        }
    }

    @Override
    public void onEnd() {
        if (!isAlive()) {
            ending.endOfTcp();
        } else if (!endSeen) {
            // RFC 8446, 6.1: without it, "the recipient cannot know that all of the data was received".
            ending.abandon(new SSLException(
                    handshake.isDone()
                            ? "truncated: the peer ended TCP without close_notify (RFC 8446, 6.1)"
                            : "the peer ended the connection within the TLS handshake"));
        }
    }

    @Override
    public void onClosed(@Nullable Throwable cause) {
        ending.closed();
        input.release();
        output.release();
        receiver.onClosed(ending.cause(cause));
    }

    private void fail(Throwable cause) {
        ending.fail(cause, heard, !handshake.isDone());
    }

    private boolean isAlive() {
        return !ending.isClosing();
    }

    /** Whether data may flow. */
    private boolean isOpen() {
        return isAlive() && handshake.isDone();
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
        if (ending.outputEnded() || !isAlive()) {
            return;
        }
        if (isOpen()) {
            try {
                output.write(head, body);
            } catch (SSLException broken) {
                ending.abandon(broken);
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
        if (ending.outputEnded() || !isAlive()) {
            return;
        }
        if (handshake.isDone()) {
            ending.endOutput();
        } else {
            ending.endTcpOutput();
        }
    }

    /** Says close_notify, if the socket takes it, and closes. */
    @Override
    public void close() {
        if (!loop.inLoop()) {
            loop.execute(this::close);
            return;
        }
        ending.close(handshake.isDone());
    }

    @Override
    public void reset() {
        if (!loop.inLoop()) {
            loop.execute(this::reset);
            return;
        }
        ending.reset();
    }
}
