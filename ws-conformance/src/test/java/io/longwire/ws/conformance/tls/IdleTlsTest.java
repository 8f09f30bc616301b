package io.longwire.ws.conformance.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.codec.Blocks;
import io.longwire.ws.runtime.tls.TlsBuffers;
import io.longwire.ws.runtime.tls.TlsWire;
import io.longwire.ws.spi.Acceptor;
import io.longwire.ws.spi.Cancellable;
import io.longwire.ws.spi.Listener;
import io.longwire.ws.spi.Receiver;
import io.longwire.ws.spi.Transport;
import io.longwire.ws.spi.Wire;
import io.longwire.ws.testkit.Certificates;
import io.longwire.ws.testkit.Chunking;
import io.longwire.ws.testkit.MemoryNetwork;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What memory of its loop a TLS connection holds, and when. */
class IdleTlsTest {
    private static final SSLContext CONTEXT =
            Certificates.authority().issue("localhost").context();

    private final MemoryNetwork network = new MemoryNetwork();
    private final Counted blocks = new Counted();
    private final TlsBuffers buffers = new TlsBuffers(blocks);
    private final int shared = blocks.lent;
    private final List<End> ends = new ArrayList<>();

    /** Blocks that are counted. */
    private static final class Counted implements Blocks {
        int lent;

        @Override
        public ByteBuffer take(int atLeast) {
            lent++;
            return ByteBuffer.allocateDirect(atLeast);
        }

        @Override
        public void give(ByteBuffer block) {
            lent--;
        }
    }

    private final class End implements Receiver {
        final TlsWire wire;
        int received;

        @Nullable
        ByteBuffer rest;

        End(TlsWire wire) {
            this.wire = wire;
        }

        void send(int size) {
            rest = ByteBuffer.allocate(size);
            wire.write(rest);
        }

        @Override
        public void onBytes(ByteBuffer bytes) {
            received += bytes.remaining();
        }

        @Override
        public void onWritable() {
            if (rest != null) {
                wire.write(rest);
            }
        }

        @Override
        public void onEnd() {}

        @Override
        public void onClosed(@Nullable Throwable cause) {}
    }

    private Acceptor secured(boolean client) {
        return new Acceptor() {
            @Override
            public Receiver accept(Wire wire) {
                SSLEngine engine = client ? CONTEXT.createSSLEngine("localhost", 0) : CONTEXT.createSSLEngine();
                engine.setUseClientMode(client);
                TlsWire tls = new TlsWire(wire, engine, buffers, Runnable::run, over -> {
                    End end = new End(over);
                    ends.add(end);
                    return end;
                });
                tls.begin();
                return tls;
            }

            @Override
            public void failed(IOException cause) {
                throw new AssertionError(cause);
            }
        };
    }

    /** The client's end, then the server's, of a connection whose handshake is done. */
    private void connect(Transport transport) throws IOException {
        Listener listener = transport.listen(MemoryNetwork.anyAddress(), secured(false));
        Cancellable unused = transport.connect(listener.address(), secured(true));
        network.runPending();
        assertThat(ends).hasSize(2);
    }

    @Test
    void anIdleConnectionHoldsNoBlock() throws Exception {
        network.chunking(Chunking.byteByByte());
        try (Transport transport = network.transport(1)) {
            connect(transport);
            assertThat(blocks.lent).isEqualTo(shared);
            for (End end : ends) {
                end.send(1000);
                network.runPending();
            }
            assertThat(ends).allSatisfy(end -> assertThat(end.received).isEqualTo(1000));
            assertThat(blocks.lent).isEqualTo(shared);
        }
        assertThat(blocks.lent).isEqualTo(shared);
    }

    @Test
    void whatASlowPeerDoesNotTakeIsHeldOnceAndGivenBack() throws Exception {
        network.capacity(40_000, 40_000);
        try (Transport transport = network.transport(1)) {
            connect(transport);
            End client = ends.get(0);
            End server = ends.get(1);
            server.wire.readable(false);
            client.send(1_000_000);
            network.runPending();
            assertThat(server.received).isZero();
            assertThat(client.rest.remaining()).isGreaterThan(1_000_000 - 200_000);
            assertThat(blocks.lent).isEqualTo(shared + 1);
            server.wire.readable(true);
            network.runPending();
            assertThat(server.received).isEqualTo(1_000_000);
            assertThat(client.rest.hasRemaining()).isFalse();
            assertThat(blocks.lent).isEqualTo(shared);
        }
    }

    /** The last byte of what was written counts as taken when its record was. */
    @Test
    void aMessageIsConsumedWhenItsLastRecordHasLeft() throws Exception {
        network.capacity(5_000, 5_000);
        try (Transport transport = network.transport(1)) {
            connect(transport);
            End client = ends.get(0);
            End server = ends.get(1);
            server.wire.readable(false);
            client.send(10_000);
            assertThat(client.rest.remaining()).isEqualTo(1);
            network.runPending();
            assertThat(client.rest.remaining()).isEqualTo(1);
            server.wire.readable(true);
            network.runPending();
            assertThat(client.rest.hasRemaining()).isFalse();
            assertThat(server.received).isEqualTo(10_000);
        }
    }

    @Test
    void whatWaitsWhenThePeerResetsIsNeverConsumed() throws Exception {
        network.capacity(5_000, 5_000);
        try (Transport transport = network.transport(1)) {
            connect(transport);
            End client = ends.get(0);
            ends.get(1).wire.readable(false);
            client.send(10_000);
            network.runPending();
            ends.get(1).wire.reset();
            network.runPending();
            client.wire.write(client.rest);
            assertThat(client.rest.remaining()).isEqualTo(1);
        }
    }

    @Test
    void blocksAreGivenBackWhenTheConnectionEndsInTheMiddle() throws Exception {
        network.capacity(5_000, 5_000);
        try (Transport transport = network.transport(1)) {
            connect(transport);
            ends.get(1).wire.readable(false);
            ends.get(0).send(50_000);
            network.runPending();
            assertThat(blocks.lent).isGreaterThan(shared);
            ends.get(0).wire.reset();
            ends.get(1).wire.reset();
            network.runPending();
            assertThat(blocks.lent).isEqualTo(shared);
        }
    }
}
