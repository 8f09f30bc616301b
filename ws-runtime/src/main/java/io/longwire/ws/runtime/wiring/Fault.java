package io.longwire.ws.runtime.wiring;

import com.google.inject.spi.Message;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A fault that Guice found, as one line with its cure. */
final class Fault {
    private static final Pattern MISSING = Pattern.compile(
            "Explicit bindings are required and (.+) is not explicitly bound\\.|No implementation for (.+) was bound\\.");
    private static final Pattern DOUBLED = Pattern.compile("(.+) was bound multiple times\\.");

    private Fault() {}

    static String sentence(Message message) {
        String text = message.getMessage();
        Matcher missing = MISSING.matcher(text);
        if (missing.lookingAt()) {
            String type = missing.group(1) == null ? missing.group(2) : missing.group(1);
            return type + " is asked for by " + message.getSource().replaceFirst("^Key\\[.*]@", "")
                    + " but bound nowhere. Bind it in a module, or add the plug-in that provides it.";
        }
        Matcher doubled = DOUBLED.matcher(text);
        if (doubled.lookingAt()) {
            return doubled.group(1) + " is bound more than once, one of them at " + message.getSource()
                    + ". Keep one of them.";
        }
        return firstLine(text) + " (" + message.getSource() + ")";
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }
}
