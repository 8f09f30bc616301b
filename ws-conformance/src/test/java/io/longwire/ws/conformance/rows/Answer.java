package io.longwire.ws.conformance.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An HTTP message as it was heard.
 *
 * @param start its first line
 * @param headers its header lines as names in lower case, a colon, a space and the value
 * @param body all that follows the head
 */
record Answer(String start, List<String> headers, String body) {
    static Answer of(String heard) {
        int end = heard.indexOf("\r\n\r\n");
        String[] lines = (end < 0 ? heard : heard.substring(0, end)).split("\r\n", -1);
        List<String> headers = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.add(
                    colon < 0
                            ? lines[i]
                            : lines[i].substring(0, colon).toLowerCase(Locale.ROOT) + ": "
                                    + lines[i].substring(colon + 1).strip());
        }
        return new Answer(lines[0], headers, end < 0 ? "" : heard.substring(end + 4));
    }

    /** The status, 0 when there is none. */
    int status() {
        return start.matches("HTTP/1\\.1 \\d{3} .*") ? Integer.parseInt(start.substring(9, 12)) : 0;
    }

    /** The one value of a header; empty when it is not there. */
    String header(String name) {
        List<String> found = headers.stream()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .toList();
        return found.size() == 1 ? found.get(0) : found.isEmpty() ? "" : found.toString();
    }
}
