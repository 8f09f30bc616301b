package io.longwire.ws.conformance.rows;

import io.longwire.ws.codec.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What became of each row. The build prints it and keeps it in {@code target/rows.txt}. */
final class Table {
    private static final Path FILE = Path.of("target", "rows.txt");

    private final List<String> lines = new ArrayList<>();
    private int held;
    private int notHeld;
    private int notRun;
    private int shown;

    synchronized void held(Row row, String transport, Link link, Role role, int runs) {
        held++;
        add(row, transport, link, role, "held, " + runs + " runs");
    }

    synchronized void notHeld(Row row, String transport, Link link, Role role, List<String> complaints) {
        notHeld++;
        add(row, transport, link, role, "NOT HELD: " + complaints.get(0));
    }

    synchronized void shown(Row row, String transport, Link link, Role role) {
        shown++;
        String tests = row.shown().stream().map(Shown::toString).collect(Collectors.joining(", "));
        String rest = row.reasonNotRun().isEmpty() ? "" : "; the rest not run: " + row.reasonNotRun();
        add(row, transport, link, role, "shown by " + tests + rest);
    }

    synchronized void notRun(Row row, String transport, Link link, Role role) {
        notRun++;
        add(row, transport, link, role, "not run: " + row.reasonNotRun());
    }

    private void add(Row row, String transport, Link link, Role role, String verdict) {
        lines.add("%3d | %-5s | %-6s | %-5s | %-14s | %s | %s"
                .formatted(
                        row.number(),
                        transport,
                        role.name().toLowerCase(Locale.ROOT),
                        link.name().toLowerCase(Locale.ROOT),
                        String.join(" ", row.expected()),
                        verdict,
                        row.name()));
    }

    synchronized void print() throws IOException {
        StringBuilder text = new StringBuilder("row | transport | role | link | expected | verdict | input\n");
        lines.forEach(line -> text.append(line).append('\n'));
        text.append("rows ")
                .append(held + notHeld)
                .append(" held ")
                .append(held)
                .append(" not held ")
                .append(notHeld)
                .append(", shown by other tests ")
                .append(shown)
                .append(", not run ")
                .append(notRun)
                .append('\n');
        Files.createDirectories(FILE.getParent());
        Files.writeString(FILE, text);
        System.out.print(text);
    }
}
