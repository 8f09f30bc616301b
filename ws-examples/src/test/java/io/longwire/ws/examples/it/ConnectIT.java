package io.longwire.ws.examples.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client as a process, in a pipe. */
final class ConnectIT {
    private static Program server;
    private static String base;

    @BeforeAll
    static void start() throws Exception {
        server = Program.start("echo", "--port", "0");
        base = "ws://127.0.0.1:" + server.port();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"netty", "nio"})
    void lines_go_in_and_messages_come_out(String transport) throws Exception {
        try (Program connect = Program.start("connect", base + "/echo", "--transport", transport)) {
            connect.type("Gr\u00fc\u00dfe\n/ping is no command here\n");
            assertThat(connect.line()).isEqualTo("Gr\u00fc\u00dfe");
            assertThat(connect.line()).isEqualTo("/ping is no command here");
            connect.type("last");
            connect.endInput();
            assertThat(connect.line()).isEqualTo("last");
            assertThat(connect.exitCode()).isZero();
            assertThat(connect.err()).isEmpty();
            assertThat(connect.leftovers()).isEmpty();
        }
    }

    @Test
    void one_shot_asks_and_prints_the_answer() throws Exception {
        try (Program connect = Program.start("connect", base + "/echo", "--one-shot", "Anybody?")) {
            assertThat(connect.exitCode()).isZero();
            assertThat(connect.restOfOut()).containsExactly("Anybody?");
            assertThat(connect.err()).isEmpty();
        }
    }

    @Test
    void a_refused_handshake_is_one_sentence() throws Exception {
        try (Program connect = Program.start("connect", base + "/nowhere", "--one-shot", "x")) {
            assertThat(connect.exitCode()).isEqualTo(1);
            assertThat(connect.err()).hasSize(1);
            assertThat(connect.err().get(0)).contains("404");
        }
    }

    @Test
    void nobody_there_is_one_sentence() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        try (Program connect = Program.start("connect", "ws://127.0.0.1:" + port + "/")) {
            assertThat(connect.exitCode()).isEqualTo(1);
            assertThat(connect.err()).hasSize(1);
            assertThat(connect.err().get(0)).startsWith("cannot connect to ws://127.0.0.1:" + port + "/: ");
        }
    }

    @Test
    void headers_are_sent() throws Exception {
        try (Program connect =
                Program.start("connect", base + "/echo", "-H", "Origin: https://example.org", "--one-shot", "x")) {
            assertThat(connect.exitCode())
                    .as("an origin of another site is refused")
                    .isEqualTo(1);
            assertThat(connect.err().get(0)).contains("403");
        }
    }

    @Test
    void one_shot_is_not_asked_again() throws Exception {
        try (Program connect = Program.start("connect", base + "/echo", "--one-shot", "x", "--reconnect")) {
            assertThat(connect.exitCode()).isEqualTo(2);
            assertThat(connect.err()).first().isEqualTo("--one-shot asks once; it does not go with --reconnect");
            assertThat(connect.restOfOut()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1/", "ws:///path", "ws://127.0.0.1/#part"})
    void what_is_no_websocket_address_is_a_mistake_of_usage(String address) throws Exception {
        try (Program connect = Program.start("connect", address)) {
            assertThat(connect.exitCode()).isEqualTo(2);
        }
    }
}
