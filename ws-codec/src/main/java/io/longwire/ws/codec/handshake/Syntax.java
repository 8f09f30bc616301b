package io.longwire.ws.codec.handshake;

import java.util.ArrayList;
import java.util.List;

/** Character classes of RFC 9110, 5.5 and 5.6, and the comma list. Everything is one pass, without regular expressions. */
final class Syntax {
    private static final boolean[] TOKEN = new boolean[256];

    static {
        for (int c = '!'; c < 0x7f; c++) {
            TOKEN[c] = "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
        }
    }

    private Syntax() {}

    /** {@code tchar} of RFC 9110, 5.6.2. */
    static boolean isTokenChar(int c) {
        return c < 256 && TOKEN[c];
    }

    static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isTokenChar(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    static boolean isBlank(int c) {
        return c == ' ' || c == '\t';
    }

    /** What may never stand in a line of a head: controls but the tab, and DEL. */
    static boolean isControl(int c) {
        return (c < ' ' && c != '\t') || c == 0x7f;
    }

    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    static String trim(String text, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (start < end && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** The elements of comma lists (RFC 9110, 5.6.1), several lines joined in order; an empty element is kept as such. */
    static List<String> elements(List<String> lines) {
        List<String> elements = new ArrayList<>();
        for (String line : lines) {
            int from = 0;
            for (int comma = line.indexOf(','); comma >= 0; comma = line.indexOf(',', from)) {
                elements.add(trim(line, from, comma));
                from = comma + 1;
            }
            elements.add(trim(line, from, line.length()));
        }
        return elements;
    }

    static boolean containsIgnoreCase(List<String> elements, String wanted) {
        for (String element : elements) {
            if (element.equalsIgnoreCase(wanted)) {
                return true;
            }
        }
        return false;
    }

    static void requireHeader(String name, String value) {
        if (!isToken(name)) {
            throw new IllegalArgumentException("not a header name (RFC 9110, 5.1)");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            // A line end here would let a value inject a header or a whole response.
            if (isControl(c) || c > 0xff) {
                throw new IllegalArgumentException(
                        "the header " + name + " holds a character that may not be sent (RFC 9110, 5.5)");
            }
        }
    }
}
