package io.longwire.ws.examples.it;

import static io.longwire.ws.examples.it.Program.DEADLINE_SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
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

    @ParameterizedTest(name = "SIG{0}")
    @ValueSource(strings = {"TERM", "KILL"})
    void whateverEndsItEndsWhatItStarted(String signal) throws Exception {
        try (Program program = Program.start("attack", "--sockets", "7", "--calm", "0", "--jvm", "-Xmx128m")) {
            assertThat(program.line()).startsWith("before the attack: ");
            List<ProcessHandle> children = program.descendants();
            try {
                assertThat(children).as("the server at least").isNotEmpty();
                if (signal.equals("TERM")) {
                    program.terminate();
                    program.exitCode();
                } else {
                    program.kill();
                }
                for (ProcessHandle child : children) {
                    child.onExit().get(DEADLINE_SECONDS, TimeUnit.SECONDS);
                }
            } finally {
                children.forEach(ProcessHandle::destroyForcibly);
            }
        }
    }
}
