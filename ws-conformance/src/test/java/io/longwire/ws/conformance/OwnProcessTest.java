package io.longwire.ws.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;

/** What only a server in a process of its own can show. */
class OwnProcessTest {
    @OnEachTransport
    void connectionsAreToldWhenTheJvmEndsWithoutAStop(String transport) throws Exception {
        try (JavaServer server = JavaServer.start(
                List.of(),
                ServerProgram.class,
                transport,
                "ws.server.drain.at-exit",
                "true",
                "ws.server.drain.spread",
                "0 s")) {
            try (RawPeer peer = RawPeer.open(server.port(), "/")) {
                peer.send(Frame.text("here"));
                assertThat(peer.read()).isEqualTo(Frame.text("here"));
                server.process().getOutputStream().close();
                assertThat(peer.readToEnd()).containsExactly(Frame.close(1012, ""));
            }
            assertThat(server.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(server.process().exitValue()).isZero();
        }
    }

    @OnEachTransport
    void theStartSaysWhenThereAreFewerDescriptorsThanConnectionsAreAllowed(String transport) throws Exception {
        List<String> few = new ArrayList<>(List.of("/bin/sh", "-c", "ulimit -n 300 && exec \"$@\"", "sh"));
        few.addAll(JavaServer.command(List.of(), ServerProgram.class, transport, "ws.limits.connections", "5000"));
        try (JavaServer server = JavaServer.start(new ProcessBuilder(few))) {
            server.process().getOutputStream().close(); // it ends, and so does what it says
            BufferedReader errors = server.process().errorReader(StandardCharsets.UTF_8);
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
        Process process = new ProcessBuilder(JavaServer.command(List.of(), LoaderProgram.class, transport))
                .inheritIO()
                .start();
        try {
            assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as("0 when it was let go").isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
