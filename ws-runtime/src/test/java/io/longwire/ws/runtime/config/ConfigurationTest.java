package io.longwire.ws.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.StartFailed;
import io.longwire.ws.runtime.config.Configuration.Source;
import io.longwire.ws.spi.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
    private static final Duration MS = Duration.ofMillis(1);
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path folder;

    @Test
    void readsDefaultsFromReferenceConf() {
        Settings limits = Configuration.load(Source.NONE, Map.of()).root().at("limits");

        assertThat(limits.bytes("message", 1, Long.MAX_VALUE)).isEqualTo(1024 * 1024);
        assertThat(limits.duration("close-timeout", MS, DAY)).isEqualTo(Duration.ofSeconds(10));
        assertThat(limits.optionalDuration("idle-timeout", MS, DAY)).isEmpty();
        assertThat(limits.isSet("frame")).isFalse();
        assertThat(limits.bytes("connections", 1, Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void letsCodeWinOverAFile() throws IOException {
        Path file = file("ws.limits { message = 2 MiB, fragments = 7 }");

        Settings limits = Configuration.load(Source.file(file), Map.of("ws.limits.message", "3 MiB"))
                .root()
                .at("limits");

        assertThat(limits.bytes("message", 1, Long.MAX_VALUE)).isEqualTo(3 * 1024 * 1024);
        assertThat(limits.number("fragments", 1, 10)).isEqualTo(7);
    }

    @Test
    void namesThePlaceOfAnUnknownKeyAndTheNearestOne() throws IOException {
        Path file = file("ws {\n  limits { mesage = 2 MiB }\n}");

        assertThatThrownBy(() -> Configuration.load(Source.file(file), Map.of()).check())
                .isInstanceOf(StartFailed.class)
                .hasMessage(file + ":2: ws.limits.mesage: unknown key, did you mean \"ws.limits.message\"?");
    }

    @Test
    void tellsAllThatIsWrongAtOnce() throws IOException {
        Path file = file("ws.server.port = eighty\nws.limits.fragments = 0\nws.limts.message = 1");
        Configuration configuration =
                Configuration.load(Source.file(file), Map.of("ws.server.drain.total", "2 parsecs"));
        Settings root = configuration.root();

        assertThat(root.at("server").number("port", 0, 65_535))
                .as("the default stands in")
                .isEqualTo(8080);
        assertThat(root.at("limits").number("fragments", 1, 9999)).isEqualTo(4096);
        assertThat(root.at("server").at("drain").duration("total", MS, DAY)).isEqualTo(Duration.ofSeconds(30));

        assertThatThrownBy(configuration::check)
                .isInstanceOf(StartFailed.class)
                .hasMessageStartingWith("4 problems in the configuration")
                .hasMessageContaining(file + ":3  ws.limts.message")
                .hasMessageContaining("unknown key, did you mean \"ws.limits.message\"?")
                .hasMessageContaining(file + ":1  ws.server.port = \"eighty\"")
                .hasMessageContaining("expected a whole number from 0 to 65535")
                .hasMessageContaining(file + ":2  ws.limits.fragments = 0")
                .hasMessageContaining("set in code")
                .hasMessageContaining("ws.server.drain.total = \"2 parsecs\"  expected a time from 1 ms to 24 h");
    }

    @Test
    void leavesOtherRootsToTheApplication() throws IOException {
        assertThat(Configuration.load(Source.file(file("app { anything = 1 }")), Map.of())
                        .root()
                        .flag("server.health"))
                .isTrue();
    }

    @Test
    void knowsTheOverridesOfAnEndpointByItsPath() throws IOException {
        Path file = file("ws.endpoints { \"/chat/{room}\" { dispatch = event-loop } }");

        Settings own = Configuration.load(Source.file(file), Map.of())
                .root()
                .at("endpoints")
                .at("\"/chat/{room}\"");

        assertThat(own.oneOf("dispatch", List.of("worker", "event-loop"))).isEqualTo("event-loop");
    }

    @Test
    void refusesACombinationAtItsPlace() throws IOException {
        Settings out = Configuration.load(Source.file(file("ws.outbound.max = 1 KiB")), Map.of())
                .root()
                .at("outbound");

        assertThat(out.refuse("max", "is too small"))
                .isInstanceOf(StartFailed.class)
                .hasMessageEndingWith("application.conf:1: ws.outbound.max = \"1 KiB\": is too small");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThatThrownBy(() -> Configuration.load(Source.file(folder.resolve("no.conf")), Map.of()))
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining("no.conf");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("application.conf"), text);
    }
}
