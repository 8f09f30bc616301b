package io.longwire.ws.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, and the way to it. */
public record JavaServer(Process process, int port) implements AutoCloseable {
    /** The command that runs a class of these tests with their class path. */
    static List<String> command(List<String> options, Class<?> program, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /**
     * Starts it, and waits for the port, which is the first line that it prints.
     *
     * @param options the JVM's
     */
    public static JavaServer start(List<String> options, Class<?> program, String... arguments) throws IOException {
        return start(new ProcessBuilder(command(options, program, arguments))
                .redirectError(ProcessBuilder.Redirect.INHERIT));
    }

    static JavaServer start(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        String port = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))
                .readLine();
        assertThat(port).as("the server's port").isNotNull();
        return new JavaServer(process, Integer.parseInt(port));
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
}
