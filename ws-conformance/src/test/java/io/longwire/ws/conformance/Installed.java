package io.longwire.ws.conformance;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** What tests need of this machine besides a JDK. */
public final class Installed {
    private Installed() {}

    /** Skips the test with a line that says why when something is not there; in CI that is a failure. */
    public static void require(boolean there, String why) {
        if (!there && "true".equals(System.getenv("CI"))) {
            Assertions.fail(why + "; CI must have it");
        }
        if (!there) {
            System.out.println("skipped: " + why);
        }
        Assumptions.assumeTrue(there, why);
    }

    /** The programs of these names on the PATH, in its order. */
    public static List<Path> onPath(String... names) {
        return Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
                .flatMap(folder -> Stream.of(names).map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .toList();
    }
}
