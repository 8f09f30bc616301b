package io.longwire.ws.conformance.modules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The jars work as named modules and as a plain class path, and in both without Guice, which is optional. */
class ModulePathIT {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} on {1}")
    @CsvSource({"MODULES, nio", "MODULES, netty", "CLASS_PATH, nio", "CLASS_PATH, netty"})
    void aMessageGoesThereAndBack(Paths paths, String transport) throws Exception {
        List<String> entries = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(ModulePathIT::isNeededByLongwire)
                .toList();
        assertThat(entries).anyMatch(entry -> entry.contains("ws-runtime")).noneMatch(entry -> entry.contains("guice"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(paths.options(String.join(File.pathSeparator, entries), ownClasses()));
        command.add(EchoOnce.class.getName());
        command.add(transport);

        Path out = folder.resolve("out");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        String module = paths == Paths.MODULES ? "module io.longwire.ws" : "unnamed module";
        assertThat(Files.readString(out).lines()).anyMatch(line -> line.startsWith("hello from " + module));
        assertThat(process.exitValue()).isZero();
    }

    enum Paths {
        MODULES {
            @Override
            List<String> options(String longwire, String own) {
                return List.of("--module-path", longwire, "--add-modules", "ALL-MODULE-PATH", "--class-path", own);
            }
        },
        CLASS_PATH {
            @Override
            List<String> options(String longwire, String own) {
                return List.of("--class-path", own + File.pathSeparator + longwire);
            }
        };

        abstract List<String> options(String longwire, String own);
    }

    private static boolean isNeededByLongwire(String entry) {
        String path = entry.replace(File.separatorChar, '/');
        if (path.endsWith("-tests.jar")) {
            return false;
        }
        return path.matches(".*/ws-(api|codec|runtime|transport-nio|transport-netty|heartbeat|broadcast)/target/.*")
                || path.contains("/io/netty/")
                || path.contains("/com/typesafe/config/");
    }

    private static String ownClasses() throws Exception {
        return Path.of(EchoOnce.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
    }
}
