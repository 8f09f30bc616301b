package io.longwire.ws.runtime.config;

import com.typesafe.config.ConfigOrigin;
import io.longwire.ws.StartFailed;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a configuration, collected so that all of it is told at once. */
final class Findings {
    private record Finding(String place, String subject, String sentence) {}

    private final List<Finding> findings = new ArrayList<>();

    void add(ConfigOrigin origin, String subject, String sentence) {
        add(place(origin), subject, sentence);
    }

    synchronized void add(String place, String subject, String sentence) {
        Finding finding = new Finding(place, subject, sentence);
        if (!findings.contains(finding)) {
            findings.add(finding);
        }
    }

    /**
     * @throws StartFailed when there is any
     */
    synchronized void check() {
        if (!findings.isEmpty()) {
            throw failure();
        }
    }

    /** All of it in one exception: one line for one problem, a table for more. */
    synchronized StartFailed failure() {
        if (findings.size() == 1) {
            Finding only = findings.get(0);
            return new StartFailed(only.place() + ": " + only.subject() + ": " + only.sentence());
        }
        int places = findings.stream().mapToInt(f -> f.place().length()).max().orElse(0);
        int subjects =
                findings.stream().mapToInt(f -> f.subject().length()).max().orElse(0);
        StringBuilder table = new StringBuilder(findings.size() + " problems in the configuration");
        for (Finding finding : findings) {
            table.append("\n  ")
                    .append(pad(finding.place(), places))
                    .append("  ")
                    .append(pad(finding.subject(), subjects))
                    .append("  ")
                    .append(finding.sentence());
        }
        return new StartFailed(table.toString());
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    static String place(ConfigOrigin origin) {
        String file = origin.filename() != null ? origin.filename() : origin.description();
        return origin.filename() != null && origin.lineNumber() > 0 ? file + ":" + origin.lineNumber() : file;
    }
}
