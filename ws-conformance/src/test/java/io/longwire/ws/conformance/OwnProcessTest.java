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
import org.assertj.core.api.InstanceOfAssertFactories;

/** What only a server in a process of its own can show. */
class OwnProcessTest {
    @OnEachTransport
    void connectionsAreToldWhenTheJvmEndsWithoutAStop(String transport) throws Exception {
        try (Program program = Program.start(
                List.of(), transport, "ws.server.drain.at-exit", "true", "ws.server.drain.spread", "0 s")) {
            try (RawPeer peer = RawPeer.open(program.port, "/")) {
                peer.send(Frame.text("here"));
                assertThat(peer.read()).isEqualTo(Frame.text("here"));
                program.process.getOutputStream().close();
                assertThat(peer.readToEnd()).containsExactly(Frame.close(1012, ""));
            }
            assertThat(program.process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(program.process.exitValue()).isZero();
        }
    }

    @OnEachTransport
    void theStartSaysWhenThereAreFewerDescriptorsThanConnectionsAreAllowed(String transport) throws Exception {
        List<String> few = List.of("/bin/sh", "-c", "ulimit -n 300 && exec \"$@\"", "sh");
        try (Program program = Program.start(few, transport, "ws.limits.connections", "5000")) {
            program.process.getOutputStream().close(); // it ends, and so does what it says
            BufferedReader errors = program.process.errorReader(StandardCharsets.UTF_8);
            // A JDK may have something to say of native libraries before.
            assertThat(errors.lines()
                            .filter(line -> line.contains("ws.limits.connections"))
                            .findFirst())
                    .get(InstanceOfAssertFactories.STRING)
                    .contains("ws.limits.connections = 5000")
                    .contains("descriptors for 270 connections")
                    .contains("ulimit -n");
        }
    }

    @OnEachTransport
    void itsClassLoaderIsLetGoWhenTheServerHasStopped(String transport) throws Exception {
        Process process = new ProcessBuilder(java(LoaderProgram.class, transport))
                .inheritIO()
                .start();
        try {
            assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as("0 when it was let go").isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> java(Class<?> program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private record Program(Process process, int port) implements AutoCloseable {
        static Program start(List<String> before, String... arguments) throws IOException {
            List<String> command = new ArrayList<>(before);
            command.addAll(java(ServerProgram.class, arguments));
            Process process = new ProcessBuilder(command).start();
            String port = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            assertThat(port).as("the server's port").isNotNull();
            return new Program(process, Integer.parseInt(port));
        }

        @Override
        public void close() throws InterruptedException {
            process.destroyForcibly();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }
}
