package io.longwire.ws.conformance.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A committed file that follows from the {@code reference.conf} files. */
final class Generated {
    private static final String WRITE = "longwire.write";

    private Generated() {}

    /** Writes the file when {@code -Dlongwire.write=true} asks for it, and then compares. */
    static void assertCurrent(Path file, String content, Class<?> test) throws IOException {
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(file, content);
        }
        assertThat(Files.exists(file) ? Files.readString(file) : "")
                .as(
                        "%s is not what the reference.conf files say. If their change is meant, run: mvn -pl ws-conformance"
                                + " -am test -Dtest=%s -Dsurefire.failIfNoSpecifiedTests=false -D%s=true",
                        file, test.getSimpleName(), WRITE)
                .isEqualTo(content);
    }
}
