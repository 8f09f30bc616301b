package io.longwire.ws;

/** Checks the header fields that a caller hands over (RFC 9110, 5.1 and 5.5), so that none can inject another. */
final class HeaderSyntax {
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private HeaderSyntax() {}

    static String requireName(String name) {
        if (!isToken(name)) {
            throw new IllegalArgumentException("not a header name (RFC 9110, 5.1)");
        }
        return name;
    }

    static String requireValue(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7f || c > 0xff) {
                throw new IllegalArgumentException(
                        "a header value holds a character that may not be sent (RFC 9110, 5.5)");
            }
        }
        return value;
    }

    static String requireToken(String token) {
        if (!isToken(token)) {
            throw new IllegalArgumentException("not a token (RFC 9110, 5.6.2)");
        }
        return token;
    }

    private static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && TOKEN_MARKS.indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
