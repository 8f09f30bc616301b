package io.longwire.ws.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.EffectiveConfiguration.Setting;
import io.longwire.ws.StartFailed;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.spi.Plugin;
import io.longwire.ws.spi.PluginContext;
import io.longwire.ws.spi.PluginProvider;
import io.longwire.ws.testkit.MemoryNetwork;
import io.longwire.ws.testkit.MemoryTransportProvider;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot start says so in one sentence, and leaves nothing behind. */
class StartTest {
    private final MemoryNetwork network = new MemoryNetwork();
    private final List<String> events = new ArrayList<>();

    private WebSocketServer.Builder builder() {
        return WebSocketServer.builder()
                .transport(new MemoryTransportProvider(network))
                .port(4242);
    }

    @Test
    void namesAPluginThatCannotBeMadeAndEndsTheEarlierOnesInReverse() {
        WebSocketServer.Builder builder = builder()
                .plugin(new Scripted("a", Set.of(), "well") {})
                .plugin(new Scripted("b", Set.of("a"), "well") {})
                .plugin(new Scripted("c", Set.of("b"), "throw") {});

        assertThatThrownBy(builder::start)
                .isInstanceOf(StartFailed.class)
                .hasMessageStartingWith("The plug-in \"c\" (io.longwire.ws.runtime.StartTest$")
                .hasMessageEndingWith(" cannot be made: java.lang.IllegalStateException: no disk");
        assertThat(events).containsExactly("a made", "b made", "b closed", "a closed");
        assertThatThrownBy(() -> network.connect(new InetSocketAddress("127.0.0.1", 4242)))
                .as("nothing listens")
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void closesWhatListenedWhenAPluginFailsAsTheStartEnds() {
        WebSocketServer.Builder builder = builder()
                .plugin(new Scripted("a", Set.of(), "well") {})
                .plugin(new Scripted("b", Set.of("a"), "late") {});

        assertThatThrownBy(builder::start)
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining("failed as the start ended: java.lang.IllegalStateException: no peers");
        assertThat(events).containsExactly("a made", "b made", "a started", "b closed", "a closed");
        assertThatThrownBy(() -> network.connect(new InetSocketAddress("127.0.0.1", 4242)))
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void tellsWhatSeveralPartsFindWrongAtOnce() {
        WebSocketServer.Builder builder = builder()
                .plugin(new Scripted("a", Set.of(), "refuse") {})
                .plugin(new Scripted("b", Set.of(), "refuse") {})
                .set("ws.limits.head", "1 B")
                .set("ws.transports.memory.loops", 0)
                .set("ws.extensions.permessage-deflate.level", 10);

        assertThatThrownBy(builder::build)
                .isInstanceOf(StartFailed.class)
                .hasMessageStartingWith("5 problems")
                .hasMessageContaining("ws.limits.head = \"1 B\"")
                .hasMessageContaining("ws.transports.memory.loops = 0")
                .hasMessageContaining("ws.extensions.permessage-deflate.level = 10")
                .hasMessageContaining("ws.plugins.a.file")
                .hasMessageContaining("ws.plugins.b.file");
    }

    @Test
    void refusesTwoPluginsOfOneName() {
        assertThatThrownBy(builder()
                        .plugin(new Scripted("twin", Set.of(), "well") {})
                        .plugin(new Scripted("twin", Set.of(), "well") {})::build)
                .isInstanceOf(StartFailed.class)
                .hasMessageStartingWith("Two providers of the plug-in \"twin\": io.longwire.ws.runtime.StartTest$")
                .hasMessageContaining(" in ")
                .hasMessageEndingWith(". Remove one of them.");
    }

    @Test
    void namesTheCircleOfPluginsThatComeAfterEachOther() {
        assertThatThrownBy(builder()
                        .plugin(new Scripted("a", Set.of("c"), "well") {})
                        .plugin(new Scripted("b", Set.of("a"), "well") {})
                        .plugin(new Scripted("c", Set.of("b"), "well") {})
                        .plugin(new Scripted("outside", Set.of("a"), "well") {})::build)
                .isInstanceOf(StartFailed.class)
                .hasMessage("Plug-ins that come after each other: a after c after b after a. Break the circle in their"
                        + " after().");
    }

    @ParameterizedTest
    @CsvSource({
        "limits.request-line, 9 KiB, is part of the head; set it to ws.limits.head or less",
        "limits.frame, 2 MiB, 'is part of a message; set it to ws.limits.message or less, or to null'",
        "server.drain.spread, 31 s, 'connections would be cut before they are told; set it to ws.server.drain.total or less'",
        "outbound.low-mark, 64 KiB, must be below ws.outbound.high-mark (65536 bytes)",
        "outbound.max, 63 KiB, must not be below ws.outbound.high-mark (65536 bytes)",
        "server.host, ' ', 'is empty; set a name or address of this machine, or 0.0.0.0 for all'"
    })
    void refusesWhatCannotWorkTogether(String key, String value, String sentence) {
        assertThatThrownBy(builder().set("ws." + key, value)::build)
                .isInstanceOf(StartFailed.class)
                .hasMessage("set in code: ws." + key + " = \"" + value + "\": " + sentence);
    }

    @Test
    void provesAConfigurationWithoutListening() {
        builder().plugin(new Scripted("a", Set.of(), "well") {}).check();

        assertThat(events).containsExactly("a made", "a closed");
        assertThatThrownBy(builder().plugin(new Scripted("c", Set.of(), "throw") {})::check)
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining("no disk");
    }

    @Test
    void describesWhatItIsSetTo() {
        WebSocketServer server = builder().set("ws.limits.head", "9 KiB").build();
        Setting head = new Setting("ws.limits.head", "9 KiB", "8 KiB", "set in code", true);

        assertThat(server.describe().settings()).contains(head);
        server.start();
        assertThat(server.describe().settings()).contains(head);
        server.close();
        assertThat(server.describe().changed().settings())
                .extracting(Setting::key)
                .containsExactly("ws.limits.head", "ws.server.port", "ws.transport");
    }

    /** Abstract, so that each one is a class of its own: one of a class replaces another. */
    private abstract class Scripted implements PluginProvider {
        private final String name;
        private final Set<String> after;
        private final String script;

        Scripted(String name, Set<String> after, String script) {
            this.name = name;
            this.after = after;
            this.script = script;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Set<String> after() {
            return after;
        }

        @Override
        public Plugin create(PluginContext context) {
            switch (script) {
                case "throw" -> throw new IllegalStateException("no disk");
                case "refuse" -> throw context.settings().refuse("file", "must exist");
                default -> events.add(name + " made");
            }
            return new Plugin() {
                @Override
                public void started() {
                    if (script.equals("late")) {
                        throw new IllegalStateException("no peers");
                    }
                    events.add(name + " started");
                }

                @Override
                public void close() {
                    events.add(name + " closed");
                }
            };
        }
    }
}
