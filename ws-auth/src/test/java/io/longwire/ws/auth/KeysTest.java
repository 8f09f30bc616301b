package io.longwire.ws.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
    private static final String SECRET = Base64.getEncoder().encodeToString(new byte[32]);

    @Test
    void theFirstSignsAndAllAreKnown() {
        Keys keys = Keys.parse(List.of("new:" + SECRET, " old : " + SECRET));

        assertThat(keys.signing()).isEqualTo("new");
        assertThat(keys.ids()).containsExactlyInAnyOrder("new", "old");
    }

    @Test
    void areReadFromAFileWithCommentsAndEmptyLines(@TempDir Path folder) throws Exception {
        Path file =
                Files.writeString(folder.resolve("keys"), "# since March\na:" + SECRET + "\n\n  b:" + SECRET + "\n");

        assertThat(Keys.read(file).toString()).isEqualTo("Keys[a, b]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nocolon",
                ":SGVsbG8=",
                "a b:SGVsbG8=",
                "a.b:SGVsbG8=",
                "a:",
                "a:SGVsbG8=",
                "a:!secret!",
                "123456789012345678901234567890123:SGVsbG8="
            })
    void aMalformedOneIsRefusedWithoutItsSecret(String text) {
        assertThatThrownBy(() -> Keys.parse(List.of(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("key 1 ")
                .hasNoCause()
                .message()
                .doesNotContain("SGVsbG8")
                .doesNotContain("!");
    }

    @Test
    void twoOfOneIdAreRefused() {
        assertThatThrownBy(() -> Keys.parse(List.of("a:" + SECRET, "a:" + SECRET)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("key 2 has the id of another, a");
    }

    @Test
    void noneIsRefused() {
        assertThatThrownBy(() -> Keys.parse(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void newOnesAreReadAndDiffer() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            String text = Keys.generate("k");
            assertThat(seen.add(text)).isTrue();
            assertThat(Keys.parse(List.of(text)).ids()).containsExactly("k");
        }
    }
}
