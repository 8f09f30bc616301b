package io.longwire.ws.examples.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command {@code token}, and a server that is told to ask for one. */
final class TokenIT {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"netty", "nio"})
    void who_has_a_token_is_let_in_until_it_expires(String transport) throws Exception {
        Path keys = Files.writeString(folder.resolve("keys"), print("token", "--new-key", "first") + "\n");
        try (Program echo = Program.start(
                "echo",
                "--port",
                "0",
                "--transport",
                transport,
                "-Dws.plugins.auth.enabled=true",
                "-Dws.plugins.auth.paths=/echo",
                "-Dws.plugins.auth.open-paths=/broadcast",
                "-Dws.plugins.auth.sources=query",
                "-Dws.plugins.auth.key-file=" + keys)) {
            String uri = "ws://127.0.0.1:" + echo.port() + "/echo";
            String token = print("token", "--name", "ann", "--key-file", keys.toString(), "--seconds", "15");
            assertThatThrownBy(() -> Peer.jdk(URI.create(uri))).isInstanceOf(ExecutionException.class);
            try (Peer peer = Peer.jdk(URI.create(uri + "?token=" + token))) {
                peer.text("Hello");
                assertThat(peer.next()).isEqualTo("Hello");
                assertThat(peer.next()).isEqualTo(1008);
            }
            echo.terminate();
            assertThat(echo.exitCode()).isZero();
            assertThat(echo.err()).isEmpty();
        }
    }

    @Test
    void a_token_without_a_key_file_is_a_command_line_that_makes_no_sense() throws Exception {
        try (Program token = Program.start("token", "--name", "ann")) {
            assertThat(token.exitCode()).isEqualTo(2);
            assertThat(token.err()).first().asString().contains("--name needs --key-file");
        }
    }

    private static String print(String... command) throws Exception {
        try (Program program = Program.start(command)) {
            assertThat(program.exitCode()).isZero();
            return program.restOfOut().get(0);
        }
    }
}
