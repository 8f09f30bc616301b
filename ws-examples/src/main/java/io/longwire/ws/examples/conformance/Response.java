package io.longwire.ws.examples.conformance;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The head of a response (RFC 9112, 4 and 5). */
record Response(String head) {
    /** The status code; 0 when there is none. */
    int status() {
        return head.matches("(?s)HTTP/1\\.[01] [1-9][0-9]{2}[ \r].*") ? Integer.parseInt(head.substring(9, 12)) : 0;
    }

    /** The values of a field, joined with commas (RFC 9110, 5.3); empty when it is not there. */
    String values(String name) {
        return lines(name).collect(Collectors.joining(", "));
    }

    /** How often a field is there. */
    int count(String name) {
        return (int) lines(name).count();
    }

    /** Whether a list has this token, whatever its case (RFC 9110, 5.6.1). */
    boolean has(String name, String token) {
        return Arrays.stream(values(name).split(","))
                .anyMatch(each -> each.strip().equalsIgnoreCase(token));
    }

    /** The status as the table tells it. */
    String seen() {
        return head.isEmpty() ? "end" : status() == 0 ? "no HTTP" : Integer.toString(status());
    }

    private Stream<String> lines(String name) {
        List<String> lines = head.lines().skip(1).toList();
        String start = name + ":";
        return lines.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                .map(line -> line.substring(start.length()).strip());
    }
}
