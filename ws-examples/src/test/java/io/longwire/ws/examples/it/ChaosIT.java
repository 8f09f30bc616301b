package io.longwire.ws.examples.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chaos, small and short. */
class ChaosIT {
    private static final long DEADLINE_SECONDS = 300;

    @Test
    void nothingIsLostAndNothingIsLeft() throws Exception {
        needsRedis();
        try (Program program = small("--seconds", "10", "--kill-redis", "2", "--kill-node", "1")) {
            assertThat(program.exitCodeWithin(DEADLINE_SECONDS))
                    .as("%s", program.err())
                    .isZero();
            List<String> out = program.restOfOut();
            assertThat(out).filteredOn(line -> line.contains("Redis killed")).hasSize(2);
            assertThat(out).filteredOn(line -> line.contains("another started")).hasSize(2);
            assertThat(out)
                    .last()
                    .asString()
                    .matches("acknowledged [1-9]\\d* delivered [1-9]\\d* lost 0 duplicated 0 reordered 0 silent-gaps 0"
                            + " told-gaps \\d+");
            assertThat(program.leftovers()).isEmpty();
        }
    }

    @ParameterizedTest(name = "SIG{0}")
    @ValueSource(strings = {"TERM", "KILL"})
    void whateverEndsItEndsWhatItStarted(String signal) throws Exception {
        needsRedis();
        try (Program program = small("--seconds", "600", "--kill-redis", "600", "--kill-node", "0")) {
            assertThat(program.line()).contains("Redis killed and restarted");
            List<ProcessHandle> children = program.descendants();
            assertThat(children).as("a shell and its Redis, two nodes").hasSizeGreaterThanOrEqualTo(4);
            if (signal.equals("TERM")) {
                program.terminate();
                program.exitCode();
                assertThat(program.leftovers()).isEmpty();
            } else {
                program.kill();
            }
            for (ProcessHandle child : children) {
                child.onExit().get(DEADLINE_SECONDS, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void withoutRedisItSaysSo() throws Exception {
        try (Program program = Program.start("chaos", "--redis-server", "no-such-redis")) {
            assertThat(program.exitCode()).isEqualTo(1);
            assertThat(program.err())
                    .containsExactly("There is no program no-such-redis on the PATH. Install Redis, or say where it is:"
                            + " --redis-server FILE.");
            assertThat(program.leftovers()).isEmpty();
        }
    }

    private static Program small(String... more) throws Exception {
        String[] arguments = {
            "chaos", "--nodes", "2", "--clients", "60", "--topics", "10", "--rate", "100", "--pause", "1", "--cut", "2"
        };
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return Program.start(all);
    }

    /** Debian's; a user who has none misses these tests alone. */
    private static void needsRedis() {
        boolean there = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "redis-server")));
        String sentence = "There is no redis-server on the PATH.";
        if (!there && "true".equals(System.getenv("CI"))) {
            throw new AssertionError(sentence);
        }
        Assumptions.assumeTrue(there, sentence);
    }
}
