package io.longwire.ws.examples.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The attack, small and short: every assault is met and nobody else is harmed. How fast the echoes are is not judged here. */
class AttackIT {
    private static final String NO_LIMIT = "600000";

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"nio", "netty"})
    void endsTheHostileAndKeepsTheOthers(String transport) throws Exception {
        try (Program program = Program.start(
                "attack",
                "--sockets",
                "14",
                "--minutes",
                "0.05",
                "--calm",
                "1",
                "--p99",
                NO_LIMIT,
                "--jvm",
                "-Xmx128m",
                "--transport",
                transport)) {
            assertThat(program.exitCode()).as("%s", program.err()).isZero();
            List<String> out = program.restOfOut();
            assertThat(out).anyMatch(line -> line.matches("nonsense +[1-9]\\d*"));
            assertThat(out).last().asString().startsWith("held: ").contains("connections lost 0 (0)", "server alive");
        }
    }
}
