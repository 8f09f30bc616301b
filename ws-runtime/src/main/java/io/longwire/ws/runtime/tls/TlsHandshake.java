package io.longwire.ws.runtime.tls;

import io.longwire.ws.spi.Loop;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Does what the engine asks for besides data: the flights of the TLS handshake and its expensive steps; after it tickets, new keys
 * and the answer to close_notify. Loop only, but for the steps, which run on workers.
 */
final class TlsHandshake {
    private final TlsWire wire;
    private final Loop loop;
    private final SSLEngine engine;
    private final TlsOutput output;
    private final TlsEnding ending;
    private final Executor workers;
    private boolean working;
    private boolean done;

    TlsHandshake(TlsWire wire, SSLEngine engine, TlsOutput output, TlsEnding ending, Executor workers) {
        this.wire = wire;
        this.loop = wire.loop();
        this.engine = engine;
        this.output = output;
        this.ending = ending;
        this.workers = workers;
    }

    void begin() throws SSLException {
        engine.beginHandshake();
        advance(engine.getHandshakeStatus());
    }

    /** Whether both sides have proved what they must, so that data may flow. */
    boolean isDone() {
        return done;
    }

    /** Whether a step runs on a worker, so that the engine may not be asked for anything. */
    boolean isWorking() {
        return working;
    }

    /** Does what the engine wants next, unless that is more bytes. */
    void advance(HandshakeStatus wanted) throws SSLException {
        HandshakeStatus next = wanted == HandshakeStatus.NEED_WRAP ? output.speak() : wanted;
        if (next == HandshakeStatus.NEED_TASK) {
            startWork();
        } else if (!done && (next == HandshakeStatus.FINISHED || next == HandshakeStatus.NOT_HANDSHAKING)) {
            finish();
        } else if (done && engine.isOutboundDone()) { // the answer to close_notify, TLS 1.2
            ending.notifiedByEngine();
        }
    }

    private void finish() throws SSLException {
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) { // a ticket for the next time
            output.speak();
        }
        if (engine.getUseClientMode()) {
            PeerName.require(engine.getSession());
        }
        done = true;
        wire.opened();
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
        loop.execute(() -> {
            working = false;
            wire.worked(result);
        });
    }

    /** After {@link TlsWire#worked}: goes on where the steps led to. */
    void worked(@Nullable Throwable thrown) throws SSLException {
        if (thrown != null) {
            throw new SSLException("a step of the TLS handshake failed", thrown);
        }
        advance(engine.getHandshakeStatus());
    }
}
