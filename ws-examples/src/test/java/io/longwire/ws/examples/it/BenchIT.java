package io.longwire.ws.examples.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short load on an echo server: every message is counted, and what was demanded decides the exit code. */
class BenchIT {
    @TempDir
    private Path folder;

    @Test
    void countsEveryMessageOfAFixedRate() throws Exception {
        Path json = folder.resolve("bench.json");
        Path html = folder.resolve("bench.html");
        try (Program server = Program.start("echo", "--port", "0");
                Program bench = Program.start(
                        "bench",
                        "ws://127.0.0.1:" + server.port() + "/echo",
                        "--connections=10",
                        "--rate=500",
                        "--warm-up=0",
                        "--duration=1",
                        "--text",
                        "--assert=max<1000s",
                        "--json=" + json,
                        "--html=" + html)) {
            assertThat(bench.exitCode()).as("%s", bench.err()).isZero();
            JsonNode figures = new ObjectMapper().readTree(json.toFile());
            assertThat(figures.get("messages").asLong()).isEqualTo(500);
            assertThat(figures.get("wrong").asLong()).isZero();
            assertThat(figures.at("/milliseconds/p99").asDouble()).isPositive();
            assertThat(bench.restOfOut()).last().isEqualTo("held: max<1000s");
            assertThat(Files.readString(html)).contains("<polyline", "500");
        }
    }

    @Test
    void endsWithOneWhenTheDemandIsNotHeld() throws Exception {
        try (Program server = Program.start("echo", "--port", "0");
                Program bench = Program.start(
                        "bench",
                        "ws://127.0.0.1:" + server.port() + "/echo",
                        "--connections=2",
                        "--warm-up=0",
                        "--duration=0.2",
                        "--assert=p50<0.001us")) {
            assertThat(bench.exitCode()).as("%s", bench.err()).isOne();
            assertThat(bench.restOfOut()).last().isEqualTo("NOT HELD: p50<0.001us");
        }
    }

    @Test
    void tellsAnswersThatAreNotWhatWasSent() throws Exception {
        try (Program server = Program.start("echo", "--port", "0");
                Program bench = Program.start(
                        "bench",
                        "ws://127.0.0.1:" + server.port() + "/broadcast",
                        "--connections=2",
                        "--rate=20",
                        "--warm-up=0",
                        "--duration=0.5")) {
            assertThat(bench.exitCode()).as("%s", bench.err()).isOne();
        }
    }
}
