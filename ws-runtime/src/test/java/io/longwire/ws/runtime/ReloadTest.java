package io.longwire.ws.runtime;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.longwire.ws.Dispatch;
import io.longwire.ws.EffectiveConfiguration.Setting;
import io.longwire.ws.Reload;
import io.longwire.ws.StartFailed;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.runtime.config.Configuration;
import io.longwire.ws.runtime.wiring.WebSocketModule;
import io.longwire.ws.runtime.wiring.WebSockets;
import io.longwire.ws.testkit.MemoryNetwork;
import io.longwire.ws.testkit.MemoryPeer;
import io.longwire.ws.testkit.MemoryTransportProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.assertj.core.api.RecursiveComparisonAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What a running server makes of a configuration that has changed. */
class ReloadTest {
    private static final Configuration STANDARD = Configuration.load(Configuration.Source.NONE, Map.of());
    /** A value that is neither the default nor its opposite, where the default does not tell one. */
    private static final Map<String, String> OTHER = Map.ofEntries(
            entry("ws.extensions.permessage-deflate.level", "4"),
            entry("ws.extensions.permessage-deflate.server-max-window-bits", "10"),
            entry("ws.extensions.permessage-deflate.client-max-window-bits", "10"),
            entry("ws.limits.request-line", "2 KiB"),
            entry("ws.limits.head", "9 KiB"),
            entry("ws.limits.stream", "1 MiB"),
            entry("ws.limits.frame", "1 KiB"),
            entry("ws.limits.idle-timeout", "60 s"),
            entry("ws.limits.connections", "7"),
            entry("ws.limits.connections-per-address", "7"),
            entry("ws.limits.heap", "80"),
            entry("ws.outbound.low-mark", "16 KiB"),
            entry("ws.outbound.max", "2 MiB"),
            entry("ws.outbound.frame", "2 KiB"),
            entry("ws.outbound.budget", "1 GiB"),
            entry("ws.server.host", "localhost"),
            entry("ws.server.listeners", "[\"ws://127.0.0.1:4243\"]"),
            entry("ws.server.origins", "[\"https://example.org\"]"),
            entry("ws.server.hosts", "[example.org]"),
            entry("ws.server.trusted-proxies", "[\"10.0.0.0/8\"]"),
            entry("ws.server.forwarded-header", "forwarded"),
            entry("ws.server.tls.client-auth", "want"),
            entry("ws.client.redirects", "1"),
            entry("ws.client.proxy.address", "\"127.0.0.1:1\""));

    private final MemoryNetwork network = new MemoryNetwork();
    private final Bench.Recorder handler = new Bench.Recorder();

    @TempDir
    Path folder;

    private Path file;
    private WebSocketServer server;

    @BeforeEach
    void start() throws IOException {
        file = Files.writeString(folder.resolve("some.conf"), "");
        server = builder().start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private WebSocketServer.Builder builder() {
        return WebSocketServer.builder()
                .transport(new MemoryTransportProvider(network))
                .config(file)
                .endpoint("/", Dispatch.EVENT_LOOP, () -> handler);
    }

    private Reload reload(String... lines) throws IOException {
        Files.write(file, List.of(lines));
        return server.reload();
    }

    private EngineSettings inForce() {
        return ((Server) server).core().settings;
    }

    private EngineSettings inTheFile() {
        return EngineSettings.from(
                Configuration.load(Configuration.Source.file(file), Map.of()).root());
    }

    private static RecursiveComparisonAssert<?> assertFields(EngineSettings settings) {
        return assertThat(settings).usingRecursiveComparison().withEqualsForType(Object::equals, Path.class);
    }

    private static String other(Setting setting) {
        String standard = setting.value();
        return switch (standard) {
            case "true" -> "false";
            case "false" -> "true";
            default -> OTHER.getOrDefault(setting.key(), standard.matches("[0-9].*") ? "1" + standard : "");
        };
    }

    /** Every key of the engine but those that name files and the like, which have tests of their own. */
    @TestFactory
    Stream<DynamicTest> eachKeyDoesWhatItsCommentSays() {
        return STANDARD.effective().settings().stream()
                .filter(setting -> !setting.key().equals("ws.server.proxy-protocol"))
                .filter(setting -> !other(setting).isEmpty())
                .map(setting -> DynamicTest.dynamicTest(setting.key(), () -> assertDone(setting)));
    }

    private void assertDone(Setting setting) throws IOException {
        String key = setting.key();
        reload();
        EngineSettings before = inForce();
        Reload done = reload(key + " = " + other(setting));
        if (STANDARD.isRenewed(key)) {
            assertThat(done).isEqualTo(new Reload(List.of(key), List.of()));
            assertFields(inForce()).isEqualTo(inTheFile()).isNotEqualTo(before);
            assertThat(((Server) server).core().contexts())
                    .allSatisfy(context ->
                            assertThat(context.settings).isEqualTo(inForce().session()));
        } else {
            assertThat(done).isEqualTo(new Reload(List.of(), List.of(key)));
            assertFields(inForce()).isEqualTo(before);
        }
    }

    @Test
    void everyLimitOfAConnectionIsTried() {
        assertThat(STANDARD.effective().settings())
                .filteredOn(setting -> setting.key().matches("ws\\.(limits|inbound|outbound)\\..*"))
                .hasSizeGreaterThan(30)
                .allSatisfy(setting -> assertThat(other(setting)).isNotEmpty());
        assertThat(STANDARD.effective().settings())
                .filteredOn(setting ->
                        STANDARD.isRenewed(setting.key()) && other(setting).isEmpty())
                .extracting(Setting::key)
                .allMatch(key -> key.startsWith("ws.server.tls."));
    }

    @Test
    void anOpenConnectionKeepsItsLimitsAndANewOneHasTheNewOnes() throws IOException {
        MemoryPeer open = peer("localhost");
        assertThat(head(open)).startsWith("HTTP/1.1 101 ");
        write(open, "01 83 00 00 00 00 48 65 6c");
        assertThat(reload("ws.limits.message = 4 B").renewed()).containsExactly("ws.limits.message");
        write(open, "80 82 00 00 00 00 6c 6f" + Bench.HELLO);

        assertThat(handler.events).containsExactly("open", "Hello", "Hello");
        MemoryPeer late = peer("localhost");
        assertThat(head(late)).startsWith("HTTP/1.1 101 ");
        write(late, Bench.HELLO);
        assertThat(late.readHex()).startsWith("88 ").contains("03 f1");
    }

    @Test
    void aNewRequestIsJudgedByTheNewHosts() throws IOException {
        assertThat(reload("ws.server.hosts = [example.org]").renewed()).containsExactly("ws.server.hosts");

        assertThat(head(peer("localhost"))).startsWith("HTTP/1.1 421 ");
        assertThat(head(peer("example.org"))).startsWith("HTTP/1.1 101 ");
    }

    @Test
    void aWrongFileChangesNothingAndIsToldAsAtTheStart() throws IOException {
        reload("ws.limits.message = 100 B");
        EngineSettings before = inForce();
        String wrong = "ws { limits { message = 5 B, head = 1 B }, transports.memory.loops = 0, limitz = 1 }";
        Files.writeString(file, wrong);
        String told = failure(() -> builder().start());

        assertThat(told).startsWith("3 problems");
        assertThatThrownBy(server::reload).isInstanceOf(StartFailed.class).hasMessage(told);
        Files.writeString(file, "ws {");
        assertThatThrownBy(server::reload).isInstanceOf(StartFailed.class);
        assertThat(inForce()).isSameAs(before);
        assertThat(shown("ws.limits.message")).isEqualTo("100 B");
    }

    private static String failure(Runnable start) {
        try {
            start.run();
        } catch (StartFailed failed) {
            return String.valueOf(failed.getMessage());
        }
        throw new AssertionError("it starts");
    }

    @Test
    void whatNeedsARestartIsToldAgainAndIsNotShownAsInForce() throws IOException {
        String[] lines = {"ws.server.port = 4244", "ws.limits.fragments = 9"};
        assertThat(reload(lines)).isEqualTo(new Reload(List.of("ws.limits.fragments"), List.of("ws.server.port")));
        assertThat(reload(lines)).isEqualTo(new Reload(List.of(), List.of("ws.server.port")));
        assertThat(shown("ws.server.port")).isEqualTo("8080");
        assertThat(shown("ws.limits.fragments")).isEqualTo("9");
    }

    @Test
    void aServerWiredByGuiceAsksForItsConfigurationAgain() {
        AtomicReference<Config> read = new AtomicReference<>(ConfigFactory.parseString("ws.transport = memory"));
        WebSocketModule module = new WebSocketModule() {
            @Override
            protected void configure() {
                transport(new MemoryTransportProvider(new MemoryNetwork()));
            }
        };
        try (WebSocketServer wired = WebSockets.server(read::get, module).start()) {
            read.set(ConfigFactory.parseString("ws { transport = memory, limits.fragments = 9 }"));
            assertThat(wired.reload()).isEqualTo(new Reload(List.of("ws.limits.fragments"), List.of()));
        }
    }

    private String shown(String key) {
        return server.describe().settings().stream()
                .filter(setting -> setting.key().equals(key))
                .findAny()
                .orElseThrow()
                .value();
    }

    private MemoryPeer peer(String host) throws IOException {
        MemoryPeer peer = network.connect(server.addresses().get(0));
        peer.write(("GET / HTTP/1.1\r\nHost: " + host + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        network.runPending();
        return peer;
    }

    private static String head(MemoryPeer peer) {
        return new String(peer.read(), StandardCharsets.US_ASCII);
    }

    private void write(MemoryPeer peer, String hex) {
        peer.write(hex);
        network.runPending();
    }
}
