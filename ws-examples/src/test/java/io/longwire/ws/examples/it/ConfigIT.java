package io.longwire.ws.examples.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code config} of the jar. */
final class ConfigIT {
    @TempDir
    Path folder;

    @Test
    void every_setting_is_printed_with_its_default() throws Exception {
        try (Program config = Program.start("config")) {
            assertThat(config.exitCode()).isZero();
            assertThat(config.restOfOut())
                    .hasSizeGreaterThan(50)
                    .anySatisfy(line -> assertThat(line).matches("  ws\\.limits\\.message +1 MiB +1 MiB +default"))
                    .anySatisfy(
                            line -> assertThat(line).matches("  ws\\.transports\\.nio\\.loops +auto +auto +default"));
            assertThat(config.err()).isEmpty();
        }
    }

    @Test
    void what_is_changed_is_printed_with_its_origin() throws Exception {
        Path file =
                Files.writeString(folder.resolve("some.conf"), "ws {\n  limits.head = 9 KiB\n  transport = nio\n}\n");
        Map<String, String> environment =
                Map.of("WS_PORT", "8081", "WS_LIMIT_MESSAGE", "2 MiB", "CONFIG_FORCE_ws_limits_headers", "99");
        String[] line = {"config", "--changed", "--config", file.toString(), "-Dws.limits.fragments=7"};
        try (Program config = Program.startIn(environment, "-Dws.limits.inflate-ratio=8", line)) {
            assertThat(config.exitCode()).isZero();
            assertThat(config.restOfOut().stream().map(row -> row.replaceAll(" +", " ")))
                    .containsExactly(
                            " key value default origin",
                            "* ws.limits.fragments 7 4096 set in code",
                            "* ws.limits.head 9 KiB 8 KiB " + file + ":2",
                            "* ws.limits.inflate-ratio 8 100 system property",
                            "* ws.limits.message 2 MiB 1 MiB environment",
                            "* ws.server.port 8081 8080 environment",
                            "* ws.transport nio auto " + file + ":3");
        }
    }

    @Test
    void the_environment_wins_when_the_jvm_is_told_so() throws Exception {
        Path file = Files.writeString(folder.resolve("some.conf"), "ws.limits.headers = 98\n");
        Map<String, String> environment = Map.of("CONFIG_FORCE_ws_limits_headers", "99");
        String option = "-Dconfig.override_with_env_vars=true";
        try (Program config =
                Program.startIn(environment, option, "config", "--changed", "--config", file.toString())) {
            assertThat(config.exitCode()).isZero();
            assertThat(config.restOfOut())
                    .hasSize(2)
                    .last()
                    .asString()
                    .matches("\\* ws\\.limits\\.headers +99 +100 +environment \\(CONFIG_FORCE_\\)");
        }
    }

    @Test
    void all_that_is_wrong_is_told_at_once_and_the_code_is_1() throws Exception {
        Path file = Files.writeString(folder.resolve("wrong.conf"), """
                ws {
                  server.port = eighty
                  plugins.heartbeat.intreval = 5 s
                  transports.netty.backlog = 0
                  plugins.broadcast.max-pending = 1 KiB
                }
                """);
        try (Program config = Program.start("config", "--config", file.toString())) {
            assertThat(config.exitCode()).isEqualTo(1);
            assertThat(config.restOfOut()).isEmpty();
            List<String> err = config.err();
            assertThat(err).hasSize(5).first().isEqualTo("4 problems in the configuration");
            assertThat(err.get(1)).contains(file + ":3", "did you mean \"ws.plugins.heartbeat.interval\"?");
            assertThat(err.get(2)).contains(file + ":2", "\"eighty\"", "a whole number from 0 to 65535");
            assertThat(err.get(3)).contains(file + ":4", "a whole number from 1 to 65535");
            assertThat(err.get(4)).contains(file + ":5", "a size from 64 KiB to unlimited");
        }
    }
}
