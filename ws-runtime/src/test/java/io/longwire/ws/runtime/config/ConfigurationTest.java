package io.longwire.ws.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.EffectiveConfiguration;
import io.longwire.ws.EffectiveConfiguration.Setting;
import io.longwire.ws.StartFailed;
import io.longwire.ws.runtime.config.Configuration.Source;
import io.longwire.ws.spi.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThat(limits.bytes("connections-per-address", 1, Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
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

    @Test
    void letsUnknownKeysPassWithAWarningWhenItIsNotStrict() throws IOException {
        Path file = file("ws.config.strict = false\nws.limits.mesage = 2 MiB");
        Configuration configuration = Configuration.load(Source.file(file), Map.of());

        configuration.check();

        assertThat(configuration.warnings())
                .containsExactly(file + ":2: ws.limits.mesage: unknown key, did you mean \"ws.limits.message\"?");
    }

    @Test
    void tellsWhenThePartThatAKeyIsForIsNotThere() {
        assertThatThrownBy(() -> Configuration.load(Source.NONE, Map.of("ws.plugins.acme-audit.file", "a.log"))
                        .check())
                .hasMessage("set in code: ws.plugins.acme-audit.file: unknown key: nothing on the class path is set by"
                        + " ws.plugins.acme-audit. Add the jar that is, or remove the key");
    }

    @Test
    void refusesAValueInThePlaceOfABlock() {
        Configuration configuration = Configuration.load(Source.NONE, Map.of("ws.limits", 5));

        assertThat(configuration.root().at("limits").number("headers", 1, 1000)).isEqualTo(100);
        assertThatThrownBy(configuration::check).hasMessage("set in code: ws.limits = 5: expected a block { } of keys");
    }

    @Test
    void refusesNullForAKeyThatNeedsAValue() {
        Configuration configuration = Configuration.load(Source.file(fileOf("ws.server.port = null")), Map.of());

        assertThat(configuration.root().at("server").number("port", 0, 65_535)).isEqualTo(8080);
        assertThatThrownBy(configuration::check)
                .hasMessageEndingWith(
                        "application.conf:1: ws.server.port = null: expected a whole number from 0 to 65535");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1.5", "NaN", "-1", "1e400", "Infinity", "70000", "0x10", "[1]", "{ a = 1 }", "true", "1 KiB"})
    void refusesWhatIsNoWholeNumber(String value) {
        Configuration configuration = Configuration.load(Source.file(fileOf("ws.server.port = " + value)), Map.of());

        configuration.root().at("server").number("port", 0, 65_535);

        assertThatThrownBy(configuration::check).hasMessageContaining("ws.server.port");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4 GiB", "-1", "1 furlong", "99999999999999999999 GiB", "NaN", "unlimited", "[]"})
    void refusesWhatIsNoSize(String value) {
        Configuration configuration = Configuration.load(Source.file(fileOf("ws.limits.head = " + value)), Map.of());

        assertThat(configuration.root().at("limits").bytes("head", 256, 16 << 20))
                .isEqualTo(8192);
        assertThatThrownBy(configuration::check)
                .hasMessageContaining("expected a size from 256 to 16 MiB; for example \"64 KiB\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 fortnight", "-1 s", "NaN s", "99999999999999999999 d", "off", "unlimited", "[]"})
    void refusesWhatIsNoTime(String value) {
        Configuration configuration =
                Configuration.load(Source.file(fileOf("ws.limits.close-timeout = " + value)), Map.of());

        assertThat(configuration.root().at("limits").duration("close-timeout", MS, DAY))
                .isEqualTo(Duration.ofSeconds(10));
        assertThatThrownBy(configuration::check)
                .hasMessageContaining("expected a time from 1 ms to 24 h; for example \"10 s\"");
    }

    @Test
    void namesTheWordsThatAKeyMayHaveBesidesItsRange() {
        Configuration configuration = Configuration.load(Source.NONE, Map.of("ws.limits.headers", "some"));
        Settings limits = configuration.root().at("limits");

        assertThat(limits.isWord("headers", "any")).isFalse();
        assertThat(limits.number("headers", 1, 9)).isEqualTo(100);

        assertThatThrownBy(configuration::check).hasMessageEndingWith("expected a whole number from 1 to 9, or any");
    }

    @Test
    void readsAListFromOneText() {
        Settings server = Configuration.load(Source.NONE, Map.of("ws.server.hosts", "a.example, b.example:81"))
                .root()
                .at("server");

        assertThat(server.texts("hosts")).containsExactly("a.example", "b.example:81");
    }

    @Test
    void refusesInCodeWhatIsNoKeyOrNoValue() {
        assertThatThrownBy(() -> Configuration.load(
                                Source.NONE,
                                Map.of("limits.message", 1, "ws..port", 1, "ws.server.port", new StringBuilder("1")))
                        .check())
                .hasMessageStartingWith("3 problems")
                .hasMessageContaining("limits.message  is no key of Longwire; they begin with \"ws.\"")
                .hasMessageContaining("ws..port        is not written as a key")
                .hasMessageContaining("not a java.lang.StringBuilder");
    }

    @Test
    void describesEveryKeyWithItsOrigin() throws IOException {
        Path file = file("ws.limits.head = 16 KiB\nws.limits.headers = 100");

        EffectiveConfiguration all = Configuration.load(Source.file(file), Map.of("ws.server.port", 0))
                .effective();

        assertThat(all.settings())
                .contains(
                        new Setting("ws.limits.head", "16 KiB", "8 KiB", file + ":1", true),
                        new Setting("ws.limits.headers", "100", "100", file + ":2", false),
                        new Setting("ws.limits.frame", "null", "null", "default", false),
                        new Setting("ws.server.port", "0", "8080", "set in code", true),
                        new Setting("ws.server.origins", "[]", "[]", "default", false));
        assertThat(all.changed().settings())
                .extracting(Setting::key)
                .containsExactly("ws.limits.head", "ws.server.port");
        assertThat(all.changed().toString().lines())
                .containsExactly(
                        "  key             value   default  origin",
                        "* ws.limits.head  16 KiB  8 KiB    " + file + ":1",
                        "* ws.server.port  0       8080     set in code");
    }

    @Test
    void masksSecretsInTheTableAndInSentences() throws IOException {
        Path jar = Files.createDirectory(folder.resolve("jar"));
        Files.writeString(jar.resolve("reference.conf"), """
                ws.plugins.vault {
                  # What opens it.
                  # Range: a text / Reload: restart / Secret
                  token = none
                  # How often it may be tried.
                  # Range: 1 to 9 / Reload: restart / Secret
                  tries = 3
                }
                """);
        try (URLClassLoader plugin = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            Configuration configuration = with(
                    plugin,
                    () -> Configuration.load(
                            Source.NONE,
                            Map.of("ws.plugins.vault.token", "hunter2", "ws.plugins.vault.tries", "hunter3")));

            assertThat(configuration.effective().changed().settings())
                    .containsExactly(
                            new Setting("ws.plugins.vault.token", "***", "***", "set in code", true),
                            new Setting("ws.plugins.vault.tries", "***", "***", "set in code", true));
            configuration.root().at("plugins").at("vault").number("tries", 1, 9);
            assertThatThrownBy(configuration::check)
                    .hasMessage("set in code: ws.plugins.vault.tries = ***: expected a whole number from 1 to 9");
        }
    }

    @Test
    void findsItsOwnDefaultsWhenTheContextLoaderDoesNotSeeThem() throws IOException {
        try (URLClassLoader blind = new URLClassLoader(new URL[0], null)) {
            Settings root =
                    with(blind, () -> Configuration.load(Source.NONE, Map.of())).root();

            assertThat(root.at("server").number("port", 0, 65_535)).isEqualTo(8080);
        }
    }

    private static <T> T with(ClassLoader loader, Supplier<T> action) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return action.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private Path fileOf(String text) {
        try {
            return file(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("application.conf"), text);
    }
}
