package io.longwire.ws.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String line) {
        CommandLine main = Main.commandLine();
        main.setOut(new PrintWriter(out));
        main.setErr(new PrintWriter(err));
        return main.execute(line.isEmpty() ? new String[0] : line.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "dance",
                "echo --port x",
                "echo --port",
                "echo --dispatch sideways",
                "echo --text runes",
                "echo -Dfoo=1 --port 0",
                "echo -Dws.limits.message --port 0",
                "chat --loops many",
                "connect",
                "connect ws://127.0.0.1/ --wait soon",
                "bench",
                "bench ws://127.0.0.1/ --assert p99",
                "bench ws://127.0.0.1/ --size 0",
                "chaos --topics 0",
                "conformance",
                "conformance http://127.0.0.1/",
                "conformance ws://127.0.0.1/ --timeout 0",
                "conformance ws://127.0.0.1/ --only (",
                "conformance ws://127.0.0.1/ --only nothing-has-this-name",
                "suite",
                "suite ws://127.0.0.1 --cases 0-4"
            })
    void a_command_line_without_sense_is_told_in_two_lines_and_code_2(String line) {
        assertThat(run(line)).isEqualTo(2);
        assertThat(err.toString()).doesNotContain("\tat ").endsWith("--help\".\n");
        assertThat(err.toString().lines().count()).isBetween(2L, 3L);
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "chat --help",
                "echo --help",
                "plugin --help",
                "connect --help",
                "chaos --help",
                "conformance --help",
                "suite --help"
            })
    void help_goes_to_stdout(String line) {
        assertThat(run(line)).isZero();
        assertThat(out.toString()).contains("Usage: longwire");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void help_names_the_choices() {
        run("echo --help");
        assertThat(out.toString()).contains("event-loop, worker", "string, bytes", "ws.KEY=VALUE");
    }

    @Test
    void the_version_is_told() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).startsWith("longwire ");
    }
}
