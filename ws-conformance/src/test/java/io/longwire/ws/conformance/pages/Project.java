package io.longwire.ws.conformance.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A Maven project of a page, compiled as Maven would: the main sources as a module, the tests on the class path. */
record Project(Path folder) {
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    /** Returns the folder with the classes and resources of both. */
    Path compile() throws IOException {
        Path classes = Files.createDirectories(folder.resolve("target/classes"));
        // An outsider's code sees ws-api and nothing else.
        String api = Arrays.stream(CLASS_PATH.split(File.pathSeparator))
                .filter(entry -> entry.replace(File.separatorChar, '/').matches(".*/(ws-api|jspecify)[-/].*"))
                .collect(Collectors.joining(File.pathSeparator));
        javac(folder.resolve("src/main/java"), classes, List.of("--module-path", api));
        Files.delete(classes.resolve("module-info.class"));
        String all = classes + File.pathSeparator + CLASS_PATH;
        javac(folder.resolve("src/test/java"), classes, List.of("--class-path", all));
        copy(folder.resolve("src/main/resources"), classes);
        return classes;
    }

    private static void javac(Path sources, Path classes, List<String> path) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        List<String> options = Stream.concat(
                        Stream.of(
                                "--release",
                                "17",
                                "-Xlint:all,-classfile,-missing-explicit-ctor",
                                "-Werror",
                                "-proc:none",
                                "-d",
                                classes.toString()),
                        path.stream())
                .toList();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean fine = compiler.getTask(
                            said, files, null, options, null, files.getJavaFileObjectsFromPaths(filesBelow(sources)))
                    .call();
            assertThat(fine).as(said.toString()).isTrue();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        for (Path file : filesBelow(from)) {
            Path place = to.resolve(from.relativize(file).toString());
            Files.createDirectories(place.getParent());
            Files.copy(file, place);
        }
    }

    private static List<Path> filesBelow(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
