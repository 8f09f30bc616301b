package io.longwire.ws.benchmarks.compare;

import io.longwire.ws.benchmarks.server.Contestant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The scores as a page, as data and as a chart. */
record Report(Map<Case, List<Score>> scores, Machine machine, int rounds) {
    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("compare.md"), markdown());
        Files.writeString(folder.resolve("compare.json"), json());
        Files.writeString(folder.resolve("compare.svg"), new Chart(scores, machine).svg());
    }

    String markdown() {
        StringBuilder page = new StringBuilder();
        page.append(machine.words()).append(". Median of ").append(rounds).append(" rounds taken in turns.\n\n");
        table(page, "CPU of the server per message, in µs: median (lowest)", Report::cpu);
        table(page, "Messages a second, as fast as they go", score -> decimal("%,.0f", score.rate()));
        table(page, "Bytes allocated on the heap per message", score -> decimal("%,.0f", score.allocation()));
        table(page, "Milliseconds at half the rate of the slowest: p50 / p99 / p99.9", Report::latency);
        return page.toString();
    }

    private void table(StringBuilder page, String title, Function<Score, String> cell) {
        page.append("### ").append(title).append("\n\n| |");
        scores.keySet().forEach(each -> page.append(' ').append(each.title()).append(" |"));
        page.append("\n|---|").append("---|".repeat(scores.size())).append('\n');
        for (Contestant contestant : contestants()) {
            page.append("| ").append(contestant).append(" |");
            for (Case each : scores.keySet()) {
                String text = find(each, contestant)
                        .map(score -> score.counts() ? cell.apply(score) : "failed")
                        .orElse("-");
                page.append(' ').append(text).append(" |");
            }
            page.append('\n');
        }
        page.append('\n');
    }

    private Set<Contestant> contestants() {
        Set<Contestant> all = new LinkedHashSet<>();
        scores.values().forEach(row -> row.forEach(score -> all.add(score.contestant())));
        return all;
    }

    private Optional<Score> find(Case each, Contestant contestant) {
        return scores.getOrDefault(each, List.of()).stream()
                .filter(score -> score.contestant() == contestant)
                .findFirst();
    }

    private static String cpu(Score score) {
        return Chart.figure(score.median()) + " (" + Chart.figure(score.lowest()) + ")";
    }

    private static String latency(Score score) {
        if (score.latency().getTotalCount() == 0) {
            return "-";
        }
        return decimal(
                "%.2f / %.2f / %.2f",
                score.latency().getValueAtPercentile(50) / 1e6,
                score.latency().getValueAtPercentile(99) / 1e6,
                score.latency().getValueAtPercentile(99.9) / 1e6);
    }

    private static String decimal(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    String json() {
        List<String> rows = new ArrayList<>();
        scores.forEach((each, row) -> row.forEach(score -> rows.add(json(each, score))));
        return "{\"machine\":" + quoted(machine.words()) + ",\"rounds\":" + rounds + ",\"scores\":[\n"
                + String.join(",\n", rows) + "\n]}\n";
    }

    private static String json(Case each, Score score) {
        String key = "{\"case\":\"" + each + "\",\"server\":\"" + score.contestant() + "\",";
        if (!score.counts()) {
            return key + "\"failure\":" + quoted(score.failure()) + "}";
        }
        return key
                + decimal(
                        "\"cpu_us\":%s,\"cpu_us_median\":%.4f,\"messages_per_s\":%.0f,\"allocated_bytes\":%.1f,"
                                + "\"latency_ns\":{\"count\":%d,\"p50\":%d,\"p90\":%d,\"p99\":%d,\"p99_9\":%d}}",
                        score.micros(),
                        score.median(),
                        score.rate(),
                        score.allocation(),
                        score.latency().getTotalCount(),
                        score.latency().getValueAtPercentile(50),
                        score.latency().getValueAtPercentile(90),
                        score.latency().getValueAtPercentile(99),
                        score.latency().getValueAtPercentile(99.9));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\s+", " ") + '"';
    }
}
