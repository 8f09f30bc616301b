package io.longwire.ws.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What docs/meters.md lists, in the form of {@code counters()}. */
final class MeterPage {
    private static final Path PAGE = Path.of("").toAbsolutePath().getParent().resolve("docs/meters.md");
    private static final Pattern ROW = Pattern.compile(
            "^\\| `(?<name>ws\\.[a-z.-]+)` \\| (?<kind>counter|total|gauge|histogram) \\| (?<labels>[^|]*)\\|"
                    + " (?<unit>\\w+) \\| [^|]+ \\| (?<of>both|server) \\|$");
    private static final Pattern LABEL = Pattern.compile("`([a-z]+)=([^`]+)`");

    private MeterPage() {}

    /** The names with all their labels, of a server or of a client. */
    static Set<String> names(boolean server) throws IOException {
        Set<String> names = new TreeSet<>();
        for (String line : Files.readAllLines(PAGE)) {
            if (!line.startsWith("| `")) {
                continue;
            }
            Matcher row = ROW.matcher(line);
            if (!row.matches()) {
                throw new AssertionError("docs/meters.md: not a row of its table: " + line);
            }
            if (!server && row.group("of").equals("server")) {
                continue;
            }
            List<String> parts = row.group("kind").equals("histogram") ? List.of(".count", ".sum") : List.of("");
            for (String part : parts) {
                for (String labels : labels(row.group("labels"))) {
                    if (!names.add(row.group("name") + part + labels)) {
                        throw new AssertionError("docs/meters.md lists twice: " + row.group("name") + part + labels);
                    }
                }
            }
        }
        return names;
    }

    private static List<String> labels(String cell) {
        List<String> all = List.of("");
        Matcher label = LABEL.matcher(cell);
        while (label.find()) {
            List<String> more = new ArrayList<>();
            for (String before : all) {
                for (String value : label.group(2).split("/")) {
                    more.add((before.isEmpty() ? "" : before + ",") + label.group(1) + "=" + value);
                }
            }
            all = more;
        }
        return all.stream().map(one -> one.isEmpty() ? "" : "{" + one + "}").toList();
    }
}
