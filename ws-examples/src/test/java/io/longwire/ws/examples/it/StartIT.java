package io.longwire.ws.examples.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What does not start says why in one sentence; what was started ends when it is told to. */
final class StartIT {
    @Test
    void an_unknown_transport() throws Exception {
        assertThat(sentence("echo", "--port", "0", "--transport", "pigeon")).contains("pigeon", "netty", "nio");
    }

    @ParameterizedTest
    @ValueSource(strings = {"netty", "nio"})
    void a_port_that_is_taken(String transport) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = String.valueOf(taken.getLocalPort());
            assertThat(sentence("chat", "--port", port, "--transport", transport))
                    .contains(port);
        }
    }

    @Test
    void an_unknown_setting() throws Exception {
        assertThat(sentence("echo", "--port", "0", "-Dws.limits.mesage=1KiB")).contains("mesage", "message");
    }

    @ParameterizedTest
    @ValueSource(strings = {"netty", "nio"})
    void loops_are_the_chosen_transports(String transport) throws Exception {
        assertThat(sentence("echo", "--port", "0", "--transport", transport, "--loops", "-1"))
                .contains("ws.transports." + transport + ".loops");
    }

    @Test
    void a_file_that_is_wrong_or_missing(@TempDir Path folder) throws Exception {
        Path wrong = Files.writeString(folder.resolve("wrong.conf"), "ws {\n  limits { mesage = 1 KiB }\n}\n");
        assertThat(sentence("echo", "--port", "0", "--config", wrong.toString()))
                .contains("wrong.conf", "mesage");
        String missing = folder.resolve("missing.conf").toString();
        assertThat(sentence("echo", "--port", "0", "--config", missing)).contains("missing.conf");
    }

    @Test
    void a_file_sets_what_options_do_not(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("some.conf"), "ws { transport = nio, server.port = 0 }");
        try (Program echo = Program.start("echo", "--config", file.toString(), "--loops", "1")) {
            assertThat(echo.port()).isPositive();
            echo.terminate();
            assertThat(echo.exitCode()).isZero();
        }
    }

    @Test
    void the_host_is_told_as_configured() throws Exception {
        try (Program echo = Program.start("echo", "--port", "0", "--host", "localhost")) {
            assertThat(echo.line()).matches("listening on ws://localhost:\\d+");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"netty", "nio"})
    void the_port_is_free_again_after_sigterm(String transport) throws Exception {
        try (Program first = Program.start("echo", "--port", "0", "--transport", transport)) {
            int port = first.port();
            first.terminate();
            assertThat(first.exitCode()).isZero();
            assertThat(first.restOfOut()).hasSize(2).allMatch(line -> line.startsWith("stopp"));
            try (Program second = Program.start("echo", "--port", String.valueOf(port), "--transport", transport)) {
                assertThat(second.port()).isEqualTo(port);
            }
        }
    }

    /** What a program that must not start tells: one line on stderr, nothing on stdout, code 1. */
    private static String sentence(String... arguments) throws Exception {
        try (Program program = Program.start(arguments)) {
            assertThat(program.exitCode()).isEqualTo(1);
            assertThat(program.restOfOut()).isEmpty();
            assertThat(program.err()).hasSize(1);
            return program.err().get(0);
        }
    }
}
