package io.longwire.ws.benchmarks.compare;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** CPU per message as bars, one block a case, the cheapest server first. */
record Chart(Map<Case, List<Score>> scores, Machine machine) {
    private static final int WIDTH = 760;
    private static final int NAMES = 170;
    private static final int BAR = 14;
    private static final int ROW = 19;
    private static final int HEAD = 34;

    String svg() {
        StringBuilder body = new StringBuilder();
        int y = 30;
        body.append(text(10, 20, "bold", "CPU of the server per message, µs (shorter is better)"));
        for (Map.Entry<Case, List<Score>> entry : scores.entrySet()) {
            y = block(body, y, entry.getKey(), entry.getValue());
        }
        body.append(text(10, y + 18, "note", machine.words()));
        return String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">"
                        + "<style>text{font:12px sans-serif;fill:#222}.bold{font-weight:bold}.note{font-size:10px;"
                        + "fill:#666}.ours{fill:#1769aa}.floor{fill:#bbb}.other{fill:#d98e32}</style>"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>\n%s</svg>\n",
                WIDTH,
                y + 30,
                WIDTH,
                y + 30,
                body);
    }

    private static int block(StringBuilder body, int top, Case each, List<Score> row) {
        List<Score> sorted = row.stream()
                .filter(Score::counts)
                .sorted(Comparator.comparingDouble(Score::median))
                .toList();
        double most = sorted.stream().mapToDouble(Score::median).max().orElse(1);
        body.append(text(10, top + 24, "bold", each.title()));
        int y = top + HEAD;
        for (Score score : sorted) {
            double width = Math.max(1, score.median() / most * (WIDTH - NAMES - 80));
            String kind =
                    score.contestant().ours() ? "ours" : score.contestant().raw() ? "floor" : "other";
            body.append(text(10, y + 11, "name", score.contestant().toString()));
            body.append(String.format(
                    Locale.ROOT,
                    "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>\n",
                    kind,
                    NAMES,
                    y,
                    width,
                    BAR));
            body.append(text((int) (NAMES + width + 6), y + 11, "value", figure(score.median())));
            y += ROW;
        }
        return y;
    }

    static String figure(double micros) {
        return String.format(Locale.ROOT, micros < 10 ? "%.2f" : micros < 100 ? "%.1f" : "%,.0f", micros);
    }

    private static String text(int x, int y, String kind, String words) {
        String safe = words.replace("&", "&amp;").replace("<", "&lt;");
        return "<text class=\"" + kind + "\" x=\"" + x + "\" y=\"" + y + "\">" + safe + "</text>\n";
    }
}
