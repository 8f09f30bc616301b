package io.longwire.ws.examples.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A class path that lacks a part, or has one twice, is one sentence with its cure and code 1. */
final class ClassPathIT {
    @TempDir
    Path folder;

    @Test
    void without_an_engine() throws Exception {
        assertThat(sentence(".*/ws-runtime/.*|.*/ws-runtime-[^/]*", "echo", "--port", "0"))
                .isEqualTo("No WebSocket engine is on the class path. Add the dependency io.longwire:ws-runtime.");
    }

    @Test
    void without_any_transport() throws Exception {
        assertThat(sentence(".*/ws-transport-.*|.*/ws-testkit.*", "echo", "--port", "0"))
                .isEqualTo("No transport is on the class path. Add the dependency io.longwire:ws-transport-netty or"
                        + " io.longwire:ws-transport-nio.");
    }

    @Test
    void without_the_transport_that_is_chosen() throws Exception {
        Path file = Files.writeString(folder.resolve("some.conf"), "ws.server.port = 0\nws.transport = netty\n");
        assertThat(sentence(".*/ws-transport-netty.*|.*/ws-testkit.*", "echo", "--config", file.toString()))
                .isEqualTo(file
                        + ":2: ws.transport = \"netty\": no such transport is on the class path. Found: nio. Add the"
                        + " dependency io.longwire:ws-transport-netty, or choose one of those.");
    }

    @Test
    void with_two_transports_of_one_name() throws Exception {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve("io.longwire.ws.spi.TransportProvider"), SecondNio.class.getName());
        assertThat(sentence("", "echo", "--port", "0"))
                .startsWith("Two providers of the transport \"nio\": ")
                .contains("io.longwire.ws.transport.nio.NioTransportProvider in ", SecondNio.class.getName() + " in ")
                .endsWith(". Remove one of them.");
    }

    /** What the program tells on stderr when it is started without these entries of this JVM's class path. */
    private String sentence(String without, String... arguments) throws Exception {
        String path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.replace(File.separatorChar, '/').matches(without))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", path + File.pathSeparator + folder, "io.longwire.ws.examples.Main"));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(Program.DEADLINE_SECONDS, TimeUnit.SECONDS))
                    .as("ends")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readString(out)).isEmpty();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(Files.readAllLines(err)).hasSize(1);
        return Files.readAllLines(err).get(0);
    }
}
