package io.longwire.ws.conformance.tls;

import io.longwire.ws.codec.Blocks;
import io.longwire.ws.runtime.tls.TlsBuffers;
import io.longwire.ws.runtime.tls.TlsWire;
import io.longwire.ws.spi.Acceptor;
import io.longwire.ws.spi.Cancellable;
import io.longwire.ws.spi.Listener;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Receiver;
import io.longwire.ws.spi.Transport;
import io.longwire.ws.spi.Wire;
import io.longwire.ws.testkit.Certificates;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/** A transport with TLS on all its wires, so that the contract of transports can be held against {@link TlsWire}. */
final class TlsTransport implements Transport {
    private static final SSLContext CONTEXT =
            Certificates.authority().issue("localhost", "127.0.0.1").context();

    private final Transport transport;
    private final Executor workers;
    private final String protocol;
    private final Map<Loop, TlsBuffers> buffers = Collections.synchronizedMap(new IdentityHashMap<>());
    private final Queue<TlsWire> wires = new ConcurrentLinkedQueue<>();

    TlsTransport(Transport transport, Executor workers, String protocol) {
        this.transport = transport;
        this.workers = workers;
        this.protocol = protocol;
    }

    @Override
    public List<Loop> loops() {
        return transport.loops();
    }

    @Override
    public Listener listen(SocketAddress address, Acceptor acceptor) throws IOException {
        return transport.listen(address, new Secured(acceptor, false));
    }

    @Override
    public Cancellable connect(SocketAddress address, Acceptor acceptor) {
        return transport.connect(address, new Secured(acceptor, true));
    }

    /** The end of a transport tears wires as a broken cable does; here all say close_notify first. */
    @Override
    public void close() {
        wires.forEach(TlsWire::close);
        transport.close();
    }

    private final class Secured implements Acceptor {
        private final Acceptor acceptor;
        private final boolean client;

        Secured(Acceptor acceptor, boolean client) {
            this.acceptor = acceptor;
            this.client = client;
        }

        @Override
        public Receiver accept(Wire wire) {
            SSLEngine engine = client ? CONTEXT.createSSLEngine("localhost", 0) : CONTEXT.createSSLEngine();
            engine.setUseClientMode(client);
            engine.setEnabledProtocols(new String[] {protocol});
            TlsBuffers memory = buffers.computeIfAbsent(wire.loop(), loop -> new TlsBuffers(Blocks.HEAP));
            TlsWire tls = new TlsWire(wire, engine, memory, workers, secured -> new Handshake(acceptor, secured));
            wires.add(tls);
            tls.begin();
            tls.write(ByteBuffer.allocate(1)); // it is not taken, so onWritable follows when the handshake is done
            return tls;
        }

        @Override
        public void failed(IOException cause) {
            acceptor.failed(cause);
        }
    }

    /** Waits for the end of the handshake, and accepts then. */
    private static final class Handshake implements Receiver {
        private final Acceptor acceptor;
        private final TlsWire wire;

        Handshake(Acceptor acceptor, TlsWire wire) {
            this.acceptor = acceptor;
            this.wire = wire;
        }

        @Override
        public void onWritable() {
            wire.attach(acceptor.accept(wire));
        }

        @Override
        public void onBytes(ByteBuffer bytes) {
            throw new IllegalStateException("bytes before the handshake is done");
        }

        @Override
        public void onEnd() {}

        @Override
        public void onClosed(@Nullable Throwable cause) {
            if (cause instanceof IOException failure) {
                acceptor.failed(failure);
            }
        }
    }
}
