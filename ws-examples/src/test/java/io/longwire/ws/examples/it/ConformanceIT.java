package io.longwire.ws.examples.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.Dispatch;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.WebSocketServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The questions to servers, asked of ours and of one that answers some of them otherwise. */
final class ConformanceIT {
    private static final String PASSWORD = "changeit";

    @ParameterizedTest
    @ValueSource(strings = {"nio", "netty"})
    void the_echo_holds_in_every_case(String transport, @TempDir Path folder) throws Exception {
        Path json = folder.resolve("found.json");
        try (Program echo = Program.start("echo", "--suite", "--port", "0", "--transport", transport);
                Program asking = Program.start(
                        "conformance", "ws://127.0.0.1:" + echo.port() + "/echo", "--json", json.toString())) {
            int code = asking.exitCode();
            List<String> out = asking.restOfOut();
            assertThat(out).as("%s", asking.err()).noneMatch(line -> line.contains("  differs  "));
            assertThat(out).last().asString().matches("5\\d\\d cases: 5\\d\\d hold, 0 differ, 0 not applicable");
            assertThat(code).isZero();
            assertThat(Files.readString(json)).contains("\"holds\" : 5", "\"case\" : \"close: behind a message\"");
        }
    }

    @Test
    void a_server_that_keeps_binary_to_itself_differs() throws Exception {
        WebSocketHandler texts = new WebSocketHandler() {
            @Override
            public void onText(WebSocket socket, String text) {
                socket.sendText(text);
            }
        };
        try (WebSocketServer server = WebSocketServer.builder()
                        .port(0)
                        .set("ws.limits.message", 100)
                        .endpoint("/texts", Dispatch.EVENT_LOOP, () -> texts)
                        .start();
                Program asking = Program.start(
                        "conformance",
                        "ws://127.0.0.1:" + server.port() + "/texts",
                        "--timeout",
                        "1",
                        "--only",
                        "^frames: (single text|binary of [23] bytes|text of 125 bytes)")) {
            assertThat(asking.exitCode()).isEqualTo(1);
            List<String> out = asking.restOfOut();
            assertThat(out).hasSize(6);
            assertThat(out).filteredOn(line -> line.contains("  differs  ")).allMatch(line -> line.contains("binary("));
            assertThat(out).last().isEqualTo("4 cases: 1 hold, 2 differ, 1 not applicable");
        }
    }

    @Test
    void what_cannot_be_asked_is_told_in_a_line() throws Exception {
        try (Program echo = Program.start("echo", "--port", "0");
                Program asking = Program.start("conformance", "ws://127.0.0.1:" + echo.port() + "/nothing-here")) {
            assertThat(asking.exitCode()).isEqualTo(1);
            assertThat(asking.err()).singleElement().asString().startsWith("not opened: HTTP/1.1 404");
        }
    }

    @Test
    void certificates_are_believed_as_asked_for(@TempDir Path folder) throws Exception {
        Path store = folder.resolve("echo.p12");
        Path certificate = folder.resolve("echo.pem");
        keytool(
                store,
                "-genkeypair",
                "-alias",
                "echo",
                "-keyalg",
                "EC",
                "-dname",
                "CN=echo",
                "-ext",
                "san=ip:127.0.0.1");
        keytool(store, "-exportcert", "-alias", "echo", "-rfc", "-file", certificate.toString());
        try (Program echo = Program.start(
                "echo",
                "--port",
                "0",
                "-Dws.server.tls.enabled=true",
                "-Dws.server.tls.keystore=" + store,
                "-Dws.server.tls.keystore-password=" + PASSWORD)) {
            String[] asked = {"conformance", "wss://127.0.0.1:" + echo.port() + "/echo", "--only", "^close:"};
            assertThat(code(asked, "--ca", certificate.toString())).isZero();
            assertThat(code(asked, "--insecure")).isZero();
            assertThat(code(asked)).isEqualTo(1);
        }
    }

    private static int code(String[] asked, String... more) throws Exception {
        String[] line = Stream.of(asked, more).flatMap(Stream::of).toArray(String[]::new);
        try (Program asking = Program.start(line)) {
            return asking.exitCode();
        }
    }

    private static void keytool(Path store, String... arguments) throws Exception {
        List<String> line = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                PASSWORD),
                        Stream.of(arguments))
                .toList();
        Process keytool = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor(Program.DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
    }
}
