package io.longwire.ws.runtime.config;

import com.typesafe.config.ConfigValue;
import io.longwire.ws.StartFailed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with a configuration, collected so that all of it is told at once. */
final class Findings {
    private record Finding(String place, String subject, String sentence) {}

    private final Reference reference;
    private final List<Finding> findings = new ArrayList<>();

    Findings(Reference reference) {
        this.reference = reference;
    }

    /** A key whose value is wrong; without a value the key itself is. */
    void value(String key, @Nullable ConfigValue value, String sentence) {
        String place = value == null ? "configuration" : Origins.place(value.origin());
        add(place, value == null ? key : key + " = " + reference.shown(key, value, true), sentence);
    }

    synchronized void add(String place, String subject, String sentence) {
        Finding finding = new Finding(place, subject, sentence);
        if (!findings.contains(finding)) {
            findings.add(finding);
        }
    }

    synchronized boolean isEmpty() {
        return findings.isEmpty();
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
}
