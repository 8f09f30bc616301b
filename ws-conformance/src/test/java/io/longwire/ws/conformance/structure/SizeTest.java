package io.longwire.ws.conformance.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A file that needs more than 400 lines has something in the wrong place. */
class SizeTest {
    private static final int MOST_LINES = 400;
    private static final Set<String> MAY_BE_LONGER = Set.of("WebSocketProtocol.java");

    @Test
    void noFileIsTooLong() {
        List<Path> files = Repository.javaFiles();
        assertThat(files.size()).isGreaterThan(50);
        assertThat(files.stream().filter(SizeTest::isTooLong).map(Repository.root()::relativize))
                .isEmpty();
    }

    private static boolean isTooLong(Path file) {
        return Repository.read(file).lines().count() > MOST_LINES
                && !MAY_BE_LONGER.contains(file.getFileName().toString());
    }
}
