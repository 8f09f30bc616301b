package io.longwire.ws.conformance.peers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Node.js with npm's ws, whose scripts lie beside the tests. */
final class Npm {
    private static final Path HOME = Path.of("src", "test", "npm");

    private Npm() {}

    /** Skips the test with a line that says why when the peer is not installed; in CI that is a failure. */
    static void require() {
        boolean there = Files.isDirectory(HOME.resolve("node_modules").resolve("ws"));
        String why = "npm's ws is not installed; run: npm ci --prefix ws-conformance/" + HOME;
        if (!there && "true".equals(System.getenv("CI"))) {
            Assertions.fail(why);
        }
        if (!there) {
            System.out.println("skipped: " + why);
        }
        Assumptions.assumeTrue(there, why);
    }

    static ProcessBuilder node(String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of("node", script));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).directory(HOME.toFile());
    }
}
