package io.longwire.ws.conformance.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.StartFailed;
import io.longwire.ws.WebSocketServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** For every key: the code refuses what the comment in {@code reference.conf} excludes, and says the same range. */
class RefusalTest {
    private static final Pattern PART = Pattern.compile("ws\\.(plugins|extensions)\\.[^.]+(?!\\.enabled$)(?=\\.)");
    private static final String TRANSPORTS = "ws.transports.";
    private static final String REDIS = "ws.plugins.broadcast.redis.";
    private static final String BACKPLANE = "ws.plugins.broadcast.backplane";

    @TempDir
    static Path folder;

    @TestFactory
    Stream<DynamicTest> aValueOutOfItsRangeIsRefusedWithPlaceValueAndRange() {
        return Reference.allKeys().stream()
                .flatMap(key -> Range.of(key).outside().stream()
                        .map(value -> DynamicTest.dynamicTest(
                                key.path() + " = " + value,
                                () -> assertRefused(key, value, Range.of(key).sentence()))));
    }

    @TestFactory
    Stream<DynamicTest> aValueOfAnotherTypeIsRefused() {
        return Reference.allKeys().stream()
                .filter(key -> !key.path().equals("ws.endpoints"))
                .map(key -> DynamicTest.dynamicTest(key.path(), () -> assertRefused(key, "[[1]]", "expected ")));
    }

    @TestFactory
    Stream<DynamicTest> aMisspeltKeyIsRefusedWithTheNearestOne() {
        return Reference.allKeys().stream()
                .filter(key -> !key.path().equals("ws.endpoints"))
                .map(key -> DynamicTest.dynamicTest(key.path(), () -> {
                    Path file = file(key.path() + "x = 1");
                    assertThatThrownBy(builder(key).config(file)::check)
                            .isInstanceOf(StartFailed.class)
                            .hasMessage(file + ":2: " + key.path() + "x: unknown key, did you mean \"" + key.path()
                                    + "\"?");
                }));
    }

    @Test
    void everyNumberSizeTimeAndFlagHasARangeThatIsUnderstood() {
        List<Key> keys = Reference.allKeys().stream()
                .filter(key -> key.standard().matches("\\d.*|true|false|off|unlimited"))
                .filter(key -> !key.fact("Range").startsWith("a "))
                .toList();
        assertThat(keys)
                .hasSizeGreaterThan(50)
                .allSatisfy(key ->
                        assertThat(Range.of(key).outside()).as(key.path()).isNotEmpty());
    }

    private static void assertRefused(Key key, String value, String sentence) throws IOException {
        boolean bare = value.startsWith("[");
        Path file = file(key.path() + " = " + (bare ? value : '"' + value + '"'));
        assertThatThrownBy(builder(key).config(file)::check, key.path() + " = " + value)
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining(file + ":2")
                .hasMessageContaining(key.path() + " = " + shown(key, value))
                .hasMessageContaining(sentence);
    }

    private static String shown(Key key, String value) {
        return !key.fact("Secret").isEmpty() ? "***" : value.startsWith("[") ? value : '"' + value + '"';
    }

    /** Over the transport whose key it is, else over memory. */
    private static WebSocketServer.Builder builder(Key key) {
        WebSocketServer.Builder builder = WebSocketServer.builder();
        if (key.path().startsWith(TRANSPORTS)) {
            return builder.transport(key.path().substring(TRANSPORTS.length()).replaceFirst("\\..*", ""));
        }
        Matcher part = PART.matcher(key.path());
        if (part.lookingAt()) {
            builder.set(part.group() + ".enabled", true); // what is off is not read
        }
        if (key.path().startsWith(REDIS)) {
            builder.set(BACKPLANE, "redis"); // as is what was not chosen
        }
        return key.path().equals("ws.transport") ? builder : builder.transport("memory");
    }

    private static Path file(String line) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "some", ".conf"), "# A comment.\n" + line + "\n");
    }
}
