package io.longwire.ws.examples.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The soak, short: connections end in every way, and all are gone. */
class SoakIT {
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"nio", "netty"})
    void leavesNothingBehind(String transport) throws Exception {
        try (Program program = Program.start(
                "soak",
                "--minutes",
                "0.05",
                "--warm-up",
                "5",
                "--actors",
                "8",
                "--seed",
                "1",
                "--transport",
                transport)) {
            int code = program.exitCode();
            List<String> out = program.restOfOut();
            assertThat(out).last().asString().startsWith("held: ").endsWith("all gone");
            assertThat(code).isZero();
        }
    }
}
