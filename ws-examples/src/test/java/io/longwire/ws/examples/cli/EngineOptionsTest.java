package io.longwire.ws.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

final class EngineOptionsTest {
    @Command(name = "test")
    static final class Program {
        @Mixin
        private final EngineOptions options = new EngineOptions();
    }

    private static EngineOptions parse(String... line) {
        Program program = new Program();
        new CommandLine(program).parseArgs(line);
        return program.options;
    }

    @Test
    void options_win_over_properties_of_the_jvm() {
        System.setProperty("ws.test-only", "jvm");
        System.setProperty("ws.test-other", "jvm");
        try {
            assertThat(parse("-Dws.test-only=option", "-Dws.limits.message=4 MiB", "--transport", "nio")
                            .overrides())
                    .contains(
                            entry("ws.test-only", "option"),
                            entry("ws.test-other", "jvm"),
                            entry("ws.limits.message", "4 MiB"),
                            entry("ws.transport", "nio"));
        } finally {
            System.clearProperty("ws.test-only");
            System.clearProperty("ws.test-other");
        }
    }

    @Test
    void the_chosen_transport_is_found_wherever_it_is_set(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("some.conf"), "ws { transport = from-file }");
        assertThat(parse("--transport", "from-option", "--config", file.toString())
                        .chosenTransport())
                .isEqualTo("from-option");
        assertThat(parse("-Dws.transport=from-setting").chosenTransport()).isEqualTo("from-setting");
        assertThat(parse("--config", file.toString()).chosenTransport()).isEqualTo("from-file");
        assertThat(parse().chosenTransport()).isEqualTo("netty");
    }

    @Test
    void limits_for_suites_hold_where_nothing_else_is_set(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("some.conf"), "many = 7\nws.limits { fragments = ${many}, control-rate = 9 }");
        Map<String, Object> set = new HashMap<>();
        parse("--config", file.toString(), "-Dws.limits.control-rate=5")
                .applyTo(path -> set.put("file", path), set::put, SuiteLimits.settings());
        assertThat(set)
                .containsEntry("ws.limits.message", "16 MiB")
                .containsEntry("ws.limits.fragments", 7)
                .containsEntry("ws.limits.control-rate", "5")
                .containsEntry("file", file);
    }

    @Test
    void an_ipv6_address_stands_in_brackets() {
        assertThat(Authority.of("::1", 80)).isEqualTo("[::1]:80");
        assertThat(Authority.of("127.0.0.1", 8080)).isEqualTo("127.0.0.1:8080");
    }
}
