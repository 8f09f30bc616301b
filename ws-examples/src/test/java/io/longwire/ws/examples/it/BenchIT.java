package io.longwire.ws.examples.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short load on an echo server: every message is counted, and what was demanded decides the exit code. */
class BenchIT {
    @TempDir
    private Path folder;

    private Program server;
    private String base;

    @BeforeEach
    void start() throws Exception {
        server = Program.start("echo", "--port", "0");
        base = "ws://127.0.0.1:" + server.port();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void countsEveryMessageOfAFixedRate() throws Exception {
        Path html = folder.resolve("bench.html");
        try (Program bench = bench(
                "/echo",
                "--connections=10",
                "--rate=500",
                "--duration=1",
                "--text",
                "--assert=max<1000s",
                "--html=" + html)) {
            assertThat(bench.exitCode()).as("%s", bench.err()).isZero();
            JsonNode figures = figures();
            assertThat(figures.get("messages").asLong()).isEqualTo(500);
            assertThat(figures.get("wrong").asLong()).isZero();
            assertThat(figures.at("/milliseconds/p99").asDouble()).isPositive();
            assertThat(bench.restOfOut()).last().isEqualTo("held: max<1000s");
            assertThat(Files.readString(html)).contains("<polyline", "500");
        }
    }

    @Test
    void endsWithOneWhenTheDemandIsNotHeld() throws Exception {
        try (Program bench = bench("/echo", "--connections=2", "--duration=0.2", "--assert=p50<0.001us")) {
            assertThat(bench.exitCode()).as("%s", bench.err()).isOne();
            assertThat(bench.restOfOut()).last().isEqualTo("NOT HELD: p50<0.001us");
        }
    }

    /** What the other said arrives here too: more answers than messages. */
    @Test
    void tellsAnswersThatAreNotWhatWasSent() throws Exception {
        try (Program bench = bench("/broadcast", "--connections=2", "--rate=20", "--duration=0.5")) {
            assertThat(bench.exitCode()).as("%s", bench.err()).isOne();
            assertThat(bench.err()).isEmpty();
            assertThat(figures().get("wrong").asLong()).isPositive();
            assertThat(figures().get("lost").asLong()).isZero();
        }
    }

    private Program bench(String path, String... options) throws IOException {
        List<String> line = new ArrayList<>(List.of("bench", base + path, "--warm-up=0", "--json=" + json()));
        line.addAll(List.of(options));
        return Program.start(line.toArray(String[]::new));
    }

    private Path json() {
        return folder.resolve("bench.json");
    }

    private JsonNode figures() throws IOException {
        return new ObjectMapper().readTree(json().toFile());
    }
}
