package io.longwire.ws.benchmarks.compare;

import io.longwire.ws.benchmarks.load.Load;
import io.longwire.ws.benchmarks.server.Contestant;
import io.longwire.ws.benchmarks.server.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures servers side by side. */
@Command(
        name = "compare",
        description = {
            "Measures servers side by side, each in a process of its own, in turns.",
            "What counts is the CPU time of the server's process per message, without the threads that compile;",
            "other work on the machine disturbs it least. Every reply is compared byte by byte."
        },
        mixinStandardHelpOptions = true)
public final class CompareCommand implements Callable<Integer> {
    /** Servers end connections that do not answer a Ping in time, and a warm-up is long on a busy machine. */
    private static final long TURN = TimeUnit.SECONDS.toNanos(20);

    @Option(names = "--quick", description = "Short: a warm-up of 2 s of CPU instead of 12, 3 rounds of 1 s.")
    private boolean quick;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "SERVER",
            converter = Names.Contestants.class,
            completionCandidates = Names.Contestants.class,
            description = "These servers alone: ${COMPLETION-CANDIDATES}.")
    private List<Contestant> only = List.of();

    @Option(
            names = "--cases",
            split = ",",
            paramLabel = "CASE",
            converter = Names.Cases.class,
            completionCandidates = Names.Cases.class,
            description = "These cases alone: ${COMPLETION-CANDIDATES}.")
    private List<Case> cases = List.of(Case.values());

    @Option(names = "--warm-up", paramLabel = "SECONDS", description = "Of the server's CPU, before (12, quick 2).")
    private int warmUp = -1;

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds of each (5, quick 3).")
    private int rounds;

    @Option(
            names = "--java",
            paramLabel = "FILE",
            description = "The JVM of the servers (default: the one that runs this).")
    private Path java = Path.of(System.getProperty("java.home"), "bin", "java");

    @Option(names = "--jvm", paramLabel = "OPTION", description = "A further option of the servers' JVM.")
    private List<String> jvm = List.of("-XX:+UseSerialGC", "-Xmx1g", "-Xmn400m");

    @Option(names = "--out", paramLabel = "FOLDER", description = "Where the reports go (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("target", "benchmarks");

    @Option(names = "--no-latency", description = "Without the runs at a fixed rate.")
    private boolean noLatency;

    @Override
    public Integer call() throws IOException {
        List<Contestant> contestants = only.isEmpty() ? Arrays.asList(Contestant.values()) : only;
        int count = rounds > 0 ? rounds : quick ? 3 : 5;
        Progress progress = new Progress(steps(contestants, count));
        Map<Case, List<Score>> scores = new EnumMap<>(Case.class);
        Report report = new Report(scores, Machine.of(java), count);
        for (Case each : cases) {
            scores.put(each, measure(each, contestants, count, progress));
            // A run may take an hour: what is measured is kept when it is ended early.
            report.write(out);
        }
        System.out.print(report.markdown());
        progress.line("written to " + out.toAbsolutePath());
        return scores.values().stream()
                        .flatMap(List::stream)
                        .allMatch(score -> score.failure().isEmpty())
                ? 0
                : 1;
    }

    private int steps(List<Contestant> contestants, int count) {
        return cases.stream()
                .mapToInt(each -> (int) contestants.stream().filter(each::fits).count()
                        * (1 + count + (hasLatency(each) ? 1 : 0)))
                .sum();
    }

    private boolean hasLatency(Case each) {
        return !noLatency && !each.traffic().cast();
    }

    /** Starts all, warms each up, and then lets each have a turn in every round. */
    private List<Score> measure(Case each, List<Contestant> contestants, int count, Progress progress) {
        Map<Score, Run> runs = new LinkedHashMap<>();
        for (Contestant contestant : contestants) {
            if (each.fits(contestant)) {
                runs.put(new Score(contestant), new Run());
            }
        }
        try {
            runs.forEach((score, run) -> attempt(score, progress, each, "warm-up", () -> run.open(each, score)));
            for (int i = 1; i <= count; i++) {
                String round = "round " + i;
                runs.forEach((score, run) -> attempt(score, progress, each, round, () -> run.round(each, score)));
            }
            if (hasLatency(each)) {
                double slowest = runs.keySet().stream()
                        .filter(Score::counts)
                        .mapToDouble(Score::rate)
                        .min()
                        .orElse(0);
                runs.forEach((score, run) ->
                        attempt(score, progress, each, "latency", () -> run.latency(each, score, slowest / 2)));
            }
        } finally {
            runs.values().forEach(Run::close);
        }
        return List.copyOf(runs.keySet());
    }

    private interface Step {
        void take() throws IOException;
    }

    /** A contestant that fails has no figures, and the others go on. */
    private static void attempt(Score score, Progress progress, Case each, String what, Step step) {
        progress.now(each.title() + ", " + score.contestant() + ", " + what);
        if (score.failure().isEmpty()) {
            try {
                step.take();
            } catch (IOException | UncheckedIOException e) {
                score.failed(String.valueOf(e.getMessage()));
                progress.line(each.title() + ", " + score.contestant() + ": " + e.getMessage());
            }
        }
        progress.step();
    }

    /** A server that runs. Connections are opened for each turn: idle ones would be closed while the others have theirs. */
    private final class Run {
        private @Nullable Child running;

        void open(Case each, Score score) throws IOException {
            running = Child.start(java, jvm, score.contestant(), each.traffic().cast());
            Child server = running;
            long warm = server.usage().cpu() + TimeUnit.SECONDS.toNanos(warmUp >= 0 ? warmUp : quick ? 2 : 12);
            while (server.usage().cpu() < warm) {
                try (Load load = load(server, each, score)) {
                    long start = System.nanoTime();
                    load.run(() ->
                            System.nanoTime() - start > TURN || server.usage().cpu() >= warm);
                }
            }
        }

        void round(Case each, Score score) throws IOException {
            Child server = server();
            long nanos = TimeUnit.MILLISECONDS.toNanos(quick ? 1000 : 2000);
            try (Load load = load(server, each, score)) {
                load.run(() -> true);
                Usage before = server.usage();
                long start = System.nanoTime();
                long messages = load.run(() -> System.nanoTime() - start >= nanos);
                double seconds = (System.nanoTime() - start) / 1e9;
                score.round(messages, seconds, server.usage().since(before));
            }
        }

        void latency(Case each, Score score, double rate) throws IOException {
            try (Load load = load(server(), each, score)) {
                load.run(() -> true);
                score.latencies(load.runAt(rate, TimeUnit.SECONDS.toNanos(quick ? 2 : 5)));
            }
        }

        private Load load(Child server, Case each, Score score) throws IOException {
            return new Load(server.port(), each.traffic(), score.contestant().raw());
        }

        private Child server() {
            return Objects.requireNonNull(running, "a turn follows the warm-up");
        }

        void close() {
            if (running != null) {
                running.close();
            }
        }
    }
}
