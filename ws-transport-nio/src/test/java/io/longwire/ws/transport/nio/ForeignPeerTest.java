package io.longwire.ws.transport.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.spi.Cancellable;
import io.longwire.ws.spi.Listener;
import io.longwire.ws.spi.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The transport against sockets that are not its own. */
class ForeignPeerTest {
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final Echo echo = new Echo();
    private NioTransport transport;

    @BeforeEach
    void open() throws IOException {
        transport = new NioTransport(NioSettings.ofLoops(1));
    }

    @AfterEach
    void close() {
        transport.close();
    }

    @Test
    void echoesAndSeesTheEnd() throws Exception {
        try (Socket peer = connect()) {
            peer.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
            assertThat(peer.getInputStream().readNBytes(5)).asString().isEqualTo("hello");
            peer.shutdownOutput();
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(next(echo.events)).isEqualTo("end");
        assertThat(next(echo.events)).isEqualTo("closed null");
    }

    @Test
    void aResetByThePeerIsAFailure() throws Exception {
        try (Socket peer = connect()) {
            next(echo.wires);
            peer.setSoLinger(true, 0);
        }
        assertThat(next(echo.events)).startsWith("closed ").endsWith("Exception");
    }

    @Test
    void aResetByThisSideIsAResetForThePeer() throws Exception {
        try (Socket peer = connect()) {
            next(echo.wires).reset();
            assertThat(next(echo.events)).isEqualTo("closed null");
            assertThatThrownBy(() -> peer.getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void aCloseByThisSideIsAnEndForThePeer() throws Exception {
        try (Socket peer = connect()) {
            next(echo.wires).close();
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void connectsToAServer() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Cancellable unused = transport.connect(server.getLocalSocketAddress(), echo);
            try (Socket accepted = server.accept()) {
                Wire wire = next(echo.wires);
                assertThat(wire.remote()).isEqualTo(server.getLocalSocketAddress());
                accepted.getOutputStream().write("ping".getBytes(StandardCharsets.US_ASCII));
                assertThat(accepted.getInputStream().readNBytes(4)).asString().isEqualTo("ping");
            }
        }
    }

    @Test
    void speaksOverAUnixSocketAndRemovesItsFile() throws Exception {
        Path file = Path.of("target", "echo-" + ProcessHandle.current().pid() + ".sock");
        Files.deleteIfExists(file);
        Echo client = new Echo(bytes -> ByteBuffer.allocate(0));
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(file);
        try (Listener listener = transport.listen(address, echo)) {
            assertThat(listener.address()).isEqualTo(address);
            Cancellable unused = transport.connect(address, client);
            Wire wire = next(client.wires);
            next(echo.wires);
            wire.loop().execute(() -> {
                wire.noDelay(true);
                wire.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
                wire.shutdownOutput();
            });
            assertThat(next(echo.events)).isEqualTo("end");
            assertThat(next(client.events)).isEqualTo("end");
            assertThat(next(client.events)).isEqualTo("closed null");
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void anAddressThatIsNoneIsAnIoFailure() throws Exception {
        InetSocketAddress unresolved = InetSocketAddress.createUnresolved("host.invalid", 80);
        assertThatThrownBy(() -> transport.listen(unresolved, echo)).isInstanceOf(IOException.class);
        Cancellable unused = transport.connect(unresolved, echo);
        assertThat(next(echo.events)).isEqualTo("failed");
    }

    private Socket connect() throws IOException {
        InetSocketAddress address =
                (InetSocketAddress) transport.listen(ANY, echo).address();
        Socket peer = new Socket(address.getAddress(), address.getPort());
        peer.setSoTimeout(20_000);
        return peer;
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(20, TimeUnit.SECONDS);
        assertThat(next).as("something within 20 s").isNotNull();
        return next;
    }
}
