package io.longwire.ws.conformance.structure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The source tree that this module is part of. */
public final class Repository {
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    /** Surefire starts each module's tests in the module's folder. */
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private Repository() {}

    public static Path root() {
        return ROOT;
    }

    public static List<Path> modules() {
        return MODULE.matcher(read(ROOT.resolve("pom.xml")))
                .results()
                .map(found -> ROOT.resolve(found.group(1)))
                .toList();
    }

    /** Every Java file of every module, tests included. */
    public static List<Path> javaFiles() {
        return modules().stream()
                .flatMap(module -> files(module.resolve("src")).stream())
                .filter(file -> file.toString().endsWith(".java"))
                .toList();
    }

    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files below a folder; none when there is no such folder. */
    static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
