package io.longwire.ws.examples.connect;

/** Text of strangers for a terminal: it must not move the cursor, change colours or worse. */
final class Visible {
    private Visible() {}

    /** The text with every control character but line feed and tab spelled out. */
    static String of(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) && c != '\n' && c != '\t') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
