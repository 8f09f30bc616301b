package io.longwire.ws.examples.process;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** This jar, to be run once more. */
public final class Jar {
    private Jar() {}

    /**
     * Runs one of its commands in a JVM of its own. Its stderr is ours.
     *
     * @param jvm options of the JVM, for example {@code -Xmx256m}
     * @param arguments the command and its options
     */
    public static Process run(List<String> jvm, List<String> arguments) throws IOException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(jvm);
        line.addAll(List.of("-cp", classPath(), "io.longwire.ws.examples.Main"));
        line.addAll(arguments);
        return new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String classPath() {
        try {
            Path own = Path.of(Jar.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Files.isDirectory(own) ? System.getProperty("java.class.path") : own.toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
