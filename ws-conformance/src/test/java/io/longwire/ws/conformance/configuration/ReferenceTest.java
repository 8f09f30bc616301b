package io.longwire.ws.conformance.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every key says what it means, what it may be set to, and from when a change holds. */
class ReferenceTest {
    @TestFactory
    Stream<DynamicTest> everyKeyIsExplained() {
        return Reference.allKeys().stream()
                .map(key -> DynamicTest.dynamicTest(
                        key.path(), () -> assertThat(key.faults()).isEmpty()));
    }

    @Test
    void theModulesHaveKeys() {
        assertThat(Reference.all())
                .extracting(Reference::module)
                .contains("ws-runtime", "ws-codec", "ws-transport-nio");
        assertThat(Reference.allKeys()).hasSizeGreaterThan(50);
    }

    @Test
    void aKeyWithoutAnExplanationIsSeen(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("reference.conf"), """
                a {
                  # What it means.
                  # Unit: bytes / Range: 1 to 2 / On breach: 1009 /
                  # Reload: restart / Secret
                  good = 1
                  good = ${?WS_GOOD}

                  bare = 1

                  # Range: 1 to 2 / Reload: restart
                  no-sentence = 1
                  # A sentence.
                  # Unit: bytes / Reload: restart
                  no-range = null
                  # A sentence.
                  # Range: 1 to 2 / Reload: sometimes
                  odd-reload = []
                  # A sentence.
                  # Range: 1 to 2 / Unit: bytes / Reload: restart
                  order {}
                }
                """);
        List<Key> keys = Reference.keys(file);
        assertThat(keys)
                .extracting(Key::path)
                .containsExactly("a.good", "a.bare", "a.no-sentence", "a.no-range", "a.odd-reload", "a.order");
        assertThat(keys.get(0).faults()).isEmpty();
        assertThat(keys.get(0).fact("Secret")).isEqualTo("yes");
        assertThat(keys.get(1).faults()).hasSize(3);
        assertThat(keys.get(2).faults()).containsExactly("no sentence");
        assertThat(keys.get(3).faults()).containsExactly("no range");
        assertThat(keys.get(4).faults()).singleElement().asString().startsWith("no reload class");
        assertThat(keys.get(5).faults()).singleElement().asString().startsWith("facts that are not");
    }
}
