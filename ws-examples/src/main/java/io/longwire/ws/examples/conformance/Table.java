package io.longwire.ws.examples.conformance;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was found, row by row, and its sum. */
final class Table {
    private static final String FORM = "%-58s  %-26s  %-34s  %-14s  %s%n";

    private record Row(Case asked, Finding found) {}

    private final PrintWriter out;
    private final List<Row> rows = new ArrayList<>();
    private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);

    Table(PrintWriter out) {
        this.out = out;
        out.printf(FORM, "case", "section", "expected", "verdict", "seen");
    }

    void add(Case asked, Finding found) {
        rows.add(new Row(asked, found));
        counts.merge(found.verdict(), 1, Integer::sum);
        out.printf(FORM, asked.name(), asked.section(), asked.expected(), found.verdict(), found.seen());
        out.flush();
    }

    int count(Verdict verdict) {
        return counts.getOrDefault(verdict, 0);
    }

    /** The closing line. */
    void close() {
        out.printf(
                "%d cases: %d hold, %d differ, %d not applicable%n",
                rows.size(), count(Verdict.HOLDS), count(Verdict.DIFFERS), count(Verdict.NOT_APPLICABLE));
        out.flush();
    }

    /** Writes everything as JSON. */
    void write(Path file, String server) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("server", server);
            for (Verdict verdict : Verdict.values()) {
                json.writeNumberField(verdict.toString(), count(verdict));
            }
            json.writeArrayFieldStart("cases");
            for (Row row : rows) {
                json.writeStartObject();
                json.writeStringField("case", row.asked.name());
                json.writeStringField("section", row.asked.section());
                json.writeStringField("expected", row.asked.expected());
                json.writeStringField("seen", row.found.seen());
                json.writeStringField("verdict", row.found.verdict().toString());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }
}
