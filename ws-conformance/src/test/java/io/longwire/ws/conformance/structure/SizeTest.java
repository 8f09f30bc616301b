package io.longwire.ws.conformance.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A file that needs more than 400 lines has something in the wrong place. */
class SizeTest {
    private static final int MOST_LINES = 400;
    private static final Set<String> MAY_BE_LONGER = Set.of("WebSocketProtocol.java");

    @Test
    void noFileIsTooLong() {
        assertThat(Repository.javaFiles()).hasSizeGreaterThan(50).allSatisfy(SizeTest::assertShort);
    }

    private static void assertShort(Path file) {
        if (!MAY_BE_LONGER.contains(file.getFileName().toString())) {
            assertThat(Repository.read(file).lines().count())
                    .as(Repository.root().relativize(file).toString())
                    .isLessThanOrEqualTo(MOST_LINES);
        }
    }
}
