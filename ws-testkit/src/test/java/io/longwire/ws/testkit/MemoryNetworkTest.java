package io.longwire.ws.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.spi.Acceptor;
import io.longwire.ws.spi.Cancellable;
import io.longwire.ws.spi.Receiver;
import io.longwire.ws.spi.TransportProvider;
import io.longwire.ws.spi.Wire;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MemoryNetworkTest {
    private final MemoryNetwork network = new MemoryNetwork();
    private final InMemoryTransport transport = network.transport(1);
    private final Told told = new Told();

    @Test
    void aBarePeerSpeaksHexWithAListeningTransport() throws Exception {
        MemoryPeer peer = connect();
        peer.write("01 02").write("03");
        network.runPending();
        assertThat(told.log).containsExactly("01 02", "03");
        told.wire().write(bytes("ca fe"));
        told.wire().write(bytes("0a"), bytes("0b"));
        assertThat(peer.available()).isEqualTo(4);
        assertThat(peer.readHex()).isEqualTo("ca fe 0a 0b");
        peer.end();
        network.runPending();
        told.wire().shutdownOutput();
        network.runPending();
        assertThat(told.log).endsWith("end", "closed null");
        assertThat(peer.isEnded()).isTrue();
        assertThat(peer.isClosed()).isTrue();
        assertThat(peer.isReset()).isFalse();
    }

    @Test
    void aBarePeerAnswersAConnectingTransport() throws Exception {
        try (MemoryPort port = network.listen(new InetSocketAddress("localhost", 80))) {
            Cancellable unused = transport.connect(InetSocketAddress.createUnresolved("example.org", 80), told);
            assertThatThrownBy(port::next).isInstanceOf(IllegalStateException.class);
            network.runPending();
            assertThat(port.waiting()).isEqualTo(1);
            MemoryPeer peer = port.next();
            told.wire().write(bytes("47 45 54"));
            assertThat(peer.read()).containsExactly('G', 'E', 'T');
            told.wire().reset();
            network.runPending();
            assertThat(peer.isReset()).isTrue();
            assertThat(peer.isEnded()).isFalse();
        }
        Cancellable unused = transport.connect(new InetSocketAddress("localhost", 80), told);
        network.runPending();
        assertThat(told.log).endsWith("failed ConnectException");
    }

    @Test
    void aWriteIsTakenUpToTheCapacityOfItsDirection() throws Exception {
        network.capacity(1, 3);
        MemoryPeer peer = connect();
        ByteBuffer five = bytes("01 02 03 04 05");
        told.wire().write(five);
        assertThat(five.remaining()).isEqualTo(2);
        network.runPending();
        assertThat(told.log).isEmpty();
        assertThat(peer.readHex()).isEqualTo("01 02 03");
        network.runPending();
        assertThat(told.log).containsExactly("writable");
        peer.capacity(0);
        told.wire().write(five, bytes("06"));
        assertThat(five.remaining()).isEqualTo(2);
        peer.capacity(2);
        told.wire().write(five, bytes("06"));
        assertThat(five.remaining()).isZero();
        assertThat(peer.readHex()).isEqualTo("04 05");
    }

    @Test
    void theStreamIsCutAsTheTestSays() throws Exception {
        MemoryPeer peer = connect();
        network.chunking(Chunking.byteByByte());
        peer.write("01 02 03");
        network.runPending();
        assertThat(told.takeLog()).containsExactly("01", "02", "03");
        network.chunking(Chunking.together());
        peer.write("04").write("05");
        network.runPending();
        assertThat(told.takeLog()).containsExactly("04 05");
        network.chunking(Chunking.random(5));
        byte[] sent = Payloads.random(100_000, 9);
        peer.write(sent);
        network.runPending();
        assertThat(Hex.bytes(String.join("", told.log))).isEqualTo(sent);
        assertThat(told.takeLog()).hasSizeGreaterThan(3);
    }

    @Test
    void aBufferIsGarbageWhenTheCallHasReturned() throws Exception {
        MemoryPeer peer = connect();
        peer.write("01 02");
        network.runPending();
        assertThat(Hex.of(told.kept.get(0))).isEqualTo("db db");
        assertThat(told.kept.get(0).arrayOffset()).isPositive();
    }

    @Test
    void whatIsForTheLoopOnlyThrowsElsewhere() throws Exception {
        connect();
        ManualLoop.outside(() -> {
            Wire wire = told.wire();
            assertThatThrownBy(() -> wire.write(bytes("01"))).hasMessageContaining("Wire.write");
            assertThatThrownBy(() -> wire.attach(told)).hasMessageContaining("Wire.attach");
            assertThatThrownBy(wire::shutdownOutput).hasMessageContaining("Wire.shutdownOutput");
            assertThatThrownBy(() -> wire.noDelay(true)).hasMessageContaining("Wire.noDelay");
        });
    }

    @Test
    void aPeerThatIsGoneIsSeen() throws Exception {
        MemoryPeer closed = connect();
        closed.write("01").close();
        told.wire().write(bytes("ff"));
        network.runPending();
        assertThat(told.takeLog()).containsExactly("01", "closed IOException");
        MemoryPeer reset = connect();
        reset.write("02").reset();
        network.runPending();
        assertThat(told.takeLog()).containsExactly("02", "closed IOException");
        assertThat(reset.isClosed()).isTrue();
        assertThat(reset.toString()).contains("closed");
    }

    @Test
    void whoWaitsAtAListenerThatClosesIsReset() throws Exception {
        var listener = transport.listen(MemoryNetwork.anyAddress(), told);
        listener.pause(true);
        MemoryPeer peer = network.connect(listener.address());
        network.runPending();
        assertThat(peer.isReset()).isFalse();
        listener.close();
        assertThat(peer.isReset()).isTrue();
    }

    @Test
    void anAddressIsTakenOnce() throws Exception {
        SocketAddress name = new Name("pipe");
        try (MemoryPort port = network.listen(name)) {
            assertThat(port.address()).isEqualTo(name);
            assertThatThrownBy(() -> transport.listen(name, told)).isInstanceOf(BindException.class);
            network.connect(name);
        }
        assertThatThrownBy(() -> network.connect(name)).isInstanceOf(ConnectException.class);
        assertThatThrownBy(() -> network.capacity(0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aClosedTransportMakesNothing() {
        transport.close();
        assertThatThrownBy(() -> transport.listen(MemoryNetwork.anyAddress(), told))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> transport.connect(new Name("x"), told)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theProviderIsFoundByItsName() {
        assertThat(ServiceLoader.load(TransportProvider.class))
                .extracting(TransportProvider::name)
                .containsExactly("memory");
    }

    private MemoryPeer connect() throws IOException {
        MemoryPeer peer = network.connect(
                transport.listen(MemoryNetwork.anyAddress(), told).address());
        network.runPending();
        return peer;
    }

    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(Hex.bytes(hex));
    }

    /** An address that is a name. */
    private static final class Name extends SocketAddress {
        private static final long serialVersionUID = 1L;
        private final String name;

        Name(String name) {
            this.name = name;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Name that && that.name.equals(name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    /** Writes down what it is told. */
    private static final class Told implements Acceptor, Receiver {
        final List<String> log = new ArrayList<>();
        final List<ByteBuffer> kept = new ArrayList<>();
        private @Nullable Wire wire;

        Wire wire() {
            assertThat(wire).isNotNull();
            return wire;
        }

        List<String> takeLog() {
            List<String> taken = List.copyOf(log);
            log.clear();
            return taken;
        }

        @Override
        public Receiver accept(Wire accepted) {
            wire = accepted;
            return this;
        }

        @Override
        public void failed(IOException cause) {
            log.add("failed " + cause.getClass().getSimpleName());
        }

        @Override
        public void onBytes(ByteBuffer bytes) {
            log.add(Hex.of(bytes));
            kept.add(bytes);
        }

        @Override
        public void onWritable() {
            log.add("writable");
        }

        @Override
        public void onEnd() {
            log.add("end");
        }

        @Override
        public void onClosed(@Nullable Throwable cause) {
            log.add("closed " + (cause == null ? null : cause.getClass().getSimpleName()));
        }
    }
}
