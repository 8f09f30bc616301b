package io.longwire.ws.examples.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/**
 * The outcome in words, as data and as a page.
 *
 * @param load what was asked for, in one line
 * @param seconds for which times were kept
 */
record BenchReport(String load, double seconds, Outcome outcome) {
    private static final List<Double> SHOWN = List.of(50.0, 90.0, 99.0, 99.9);
    private static final List<Double> DRAWN = List.of(0.0, 50.0, 75.0, 90.0, 95.0, 99.0, 99.5, 99.9, 99.99, 99.999);

    /** Two lines for a terminal. */
    String table() {
        Histogram times = outcome.times();
        String head = String.format("%10s %10s", "messages", "per s");
        String row = format("%10d %10.0f", times.getTotalCount(), rate());
        for (double percentile : SHOWN) {
            head += String.format("%11s", name(percentile));
            row += format("%8.3f ms", millis(percentile));
        }
        head += String.format("%11s %11s %6s %6s", "longest", "unanswered", "wrong", "lost");
        row += format("%8.3f ms %11d %6d %6d", millis(100), outcome.unanswered(), outcome.wrong(), outcome.lost());
        return head + "\n" + row;
    }

    String json() {
        String percentiles = SHOWN.stream()
                .map(percentile -> format("\"%s\":%.6f", name(percentile), millis(percentile)))
                .collect(Collectors.joining(","));
        return format(
                "{\"load\":\"%s\",\"messages\":%d,\"per_second\":%.1f,\"milliseconds\":{%s,\"max\":%.6f},"
                        + "\"unanswered\":%d,\"wrong\":%d,\"lost\":%d}%n",
                load.replace("\\", "\\\\").replace("\"", "\\\""),
                outcome.times().getTotalCount(),
                rate(),
                percentiles,
                millis(100),
                outcome.unanswered(),
                outcome.wrong(),
                outcome.lost());
    }

    String html() {
        String safe = load.replace("&", "&amp;").replace("<", "&lt;");
        return "<!DOCTYPE html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>bench</title>"
                + "<style>body{font:14px sans-serif;margin:2em}pre{font-size:13px}</style>\n<h1>" + safe
                + "</h1>\n<pre>" + table() + "</pre>\n" + svg() + "</html>\n";
    }

    /** Times over percentiles; each step to the right is ten times rarer. */
    private String svg() {
        double most = Math.max(millis(100), 1e-6);
        StringBuilder chart = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 320\" "
                + "width=\"640\" height=\"320\" font-family=\"sans-serif\" font-size=\"11\">\n");
        for (int i = 0; i <= 4; i++) {
            int y = 270 - 60 * i;
            chart.append(format(
                    "<line x1=\"60\" y1=\"%d\" x2=\"620\" y2=\"%d\" stroke=\"#ddd\"/>"
                            + "<text x=\"54\" y=\"%d\" text-anchor=\"end\">%.3g ms</text>%n",
                    y, y, y + 4, most * i / 4));
        }
        String points = DRAWN.stream()
                .map(percentile -> format("%.1f,%.1f", x(percentile), 270 - 240 * millis(percentile) / most))
                .collect(Collectors.joining(" "));
        chart.append("<polyline fill=\"none\" stroke=\"#1769aa\" stroke-width=\"2\" points=\"")
                .append(points)
                .append("\"/>\n");
        for (double percentile : List.of(0.0, 90.0, 99.0, 99.9, 99.99, 99.999)) {
            chart.append(format(
                    "<text x=\"%.1f\" y=\"290\" text-anchor=\"middle\">%s</text>%n", x(percentile), name(percentile)));
        }
        return chart.append("</svg>\n").toString();
    }

    private static double x(double percentile) {
        return 60 + 110 * -Math.log10(1 - percentile / 100);
    }

    private double rate() {
        return outcome.times().getTotalCount() / seconds;
    }

    private double millis(double percentile) {
        return outcome.times().getValueAtPercentile(percentile) / 1e6;
    }

    private static String name(double percentile) {
        return "p"
                + (percentile == Math.rint(percentile) ? String.valueOf((int) percentile) : String.valueOf(percentile));
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
