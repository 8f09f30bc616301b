package io.longwire.ws.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.StartFailed;
import io.longwire.ws.spi.Transport;
import io.longwire.ws.spi.TransportProvider;
import io.longwire.ws.testkit.MapSettings;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class NettyTransportProviderTest {
    private static MapSettings settings() {
        return new MapSettings()
                .with("engine", "auto")
                .with("loops", "auto")
                .with("backlog", 1024)
                .with("receive-buffer", 256 * 1024);
    }

    @Test
    void theServiceLoaderFindsIt() {
        assertThat(ServiceLoader.load(TransportProvider.class))
                .filteredOn(NettyTransportProvider.class::isInstance)
                .singleElement()
                .returns("netty", TransportProvider::name);
    }

    @Test
    void itMakesALoopForEachProcessorOrAsManyAsItIsTold() {
        try (Transport transport = new NettyTransportProvider().create(settings())) {
            assertThat(transport.loops()).hasSize(Runtime.getRuntime().availableProcessors());
        }
        try (Transport transport =
                new NettyTransportProvider().create(settings().with("loops", 3))) {
            assertThat(transport.loops()).hasSize(3).doesNotHaveDuplicates();
        }
    }

    @Test
    void theThreadsHaveNames() {
        try (Transport transport =
                new NettyTransportProvider().create(settings().with("loops", 1))) {
            CompletableFuture<String> name = new CompletableFuture<>();
            transport
                    .loops()
                    .get(0)
                    .execute(() -> name.complete(Thread.currentThread().getName()));
            assertThat(name.join()).isEqualTo("longwire-netty-1");
        }
    }

    @Test
    void whatIsOutOfRangeStopsTheStart() {
        assertThatThrownBy(() -> new NettyTransportProvider().create(settings().with("loops", 0)))
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining("loops");
        assertThatThrownBy(() -> new NettyTransportProvider().create(settings().with("engine", "select")))
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining("engine");
    }

    /** Netty alone would remove it and listen in its place. */
    @Test
    void aFileThatIsThereIsNoAddressToListenOn() throws IOException {
        Path file = Files.createTempFile(Path.of("target"), "taken", "");
        try (Transport transport = new NettyTransportProvider().create(settings())) {
            assertThatThrownBy(() -> transport.listen(UnixDomainSocketAddress.of(file), new EchoServer(bytes -> bytes)))
                    .isInstanceOf(IOException.class);
            assertThat(file).exists();
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void theNioEngineRefusesUnixDomainSockets() {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of("target/unused");
        EchoServer echo = new EchoServer(bytes -> bytes);
        try (Transport transport =
                new NettyTransportProvider().create(settings().with("engine", "nio"))) {
            assertThatThrownBy(() -> transport.listen(address, echo)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> transport.connect(address, echo)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
