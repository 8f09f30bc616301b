package io.longwire.ws.examples.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Few idle connections, held by the heartbeat and ended in order. */
class IdleIT {
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"nio", "netty"})
    void holdsAllAndEndsAllInOrder(String transport) throws Exception {
        try (Program program = Program.start(
                "idle", "--connections", "200", "--heartbeat", "1", "--jvm", "-Xmx128m", "--transport", transport)) {
            assertThat(program.exitCode()).as("%s", program.err()).isZero();
            assertThat(program.restOfOut())
                    .anyMatch(line -> line.matches(transport + " +200 +[\\d.]+ s +200 +0 +[\\d.]+ KiB .*"))
                    .last()
                    .isEqualTo("stopped: 200 of 200 connections ended with code 1012, told once; the server left with"
                            + " exit code 0");
        }
    }
}
