package io.longwire.ws.runtime.config;

import com.typesafe.config.ConfigOrigin;
import java.util.Map;

/** Where a value comes from, in words. */
final class Origins {
    private static final String REFERENCE = "reference.conf";

    /** The library's words for where a value comes from, and ours. */
    private static final Map<String, String> WORDS =
            Map.of("env variables", "environment", "env variables overrides", "environment (CONFIG_FORCE_)");

    private Origins() {}

    /** A file with its line, or what sets values otherwise. */
    static String place(ConfigOrigin origin) {
        String file = origin.filename() != null ? origin.filename() : origin.resource();
        if (file == null) {
            return WORDS.getOrDefault(origin.description(), origin.description());
        }
        return origin.lineNumber() > 0 ? file + ":" + origin.lineNumber() : file;
    }

    static boolean isReference(ConfigOrigin origin) {
        return REFERENCE.equals(origin.resource());
    }
}
