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

/**
 * The jars work as named modules and as a plain class path, and in both with Guice and without it, which is optional. On the module
 * path Netty's native parts are modules that nothing requires; where they are not asked for, Netty does with JDK selectors.
 */
class ModulePathIT {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} on {1}, Guice: {2}")
    @CsvSource({
        "MODULES, nio, false",
        "MODULES, netty, false",
        "MODULES, nio, true",
        "MODULES, netty, true",
        "CLASS_PATH, nio, false",
        "CLASS_PATH, netty, false",
        "CLASS_PATH, nio, true",
        "CLASS_PATH, netty, true",
        "MODULES_ASKED_FOR, netty, false"
    })
    void aMessageGoesThereAndBack(Paths paths, String transport, boolean guice) throws Exception {
        List<String> entries = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> entry.replace(File.separatorChar, '/'))
                .filter(entry -> isNeededByLongwire(entry) || guice && isNeededByGuice(entry))
                .toList();
        assertThat(entries).anyMatch(entry -> entry.contains("ws-runtime"));
        assertThat(entries.stream().anyMatch(entry -> entry.contains("guice"))).isEqualTo(guice);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(paths.options(String.join(File.pathSeparator, entries), ownClasses()));
        command.add(EchoOnce.class.getName());
        command.add(transport);
        if (guice) {
            command.add("guice");
        }

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
        String module = paths == Paths.CLASS_PATH ? "unnamed module" : "module io.longwire.ws";
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
        MODULES_ASKED_FOR {
            @Override
            List<String> options(String longwire, String own) {
                return List.of(
                        "--module-path", longwire, "--add-modules", "io.longwire.ws.runtime", "--class-path", own);
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

    private static boolean isNeededByGuice(String path) {
        return path.matches(".*/(com/google/inject|com/google/guava|jakarta/inject|aopalliance)/.*");
    }

    private static boolean isNeededByLongwire(String path) {
        if (path.endsWith("-tests.jar")) {
            return false;
        }
        return path.matches(
                        ".*/ws-(api|codec|runtime|transport-nio|transport-netty|heartbeat|reconnect|broadcast|auth)/target/.*")
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
