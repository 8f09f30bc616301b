package io.longwire.ws.runtime.config;

import com.typesafe.config.ConfigOrigin;

/** Where a value comes from, in words. */
final class Origins {
    private static final String REFERENCE = "reference.conf";

    private Origins() {}

    /** A file with its line, or what sets values otherwise. */
    static String place(ConfigOrigin origin) {
        String file = origin.filename() != null ? origin.filename() : origin.resource();
        if (file == null) {
            return origin.description();
        }
        return origin.lineNumber() > 0 ? file + ":" + origin.lineNumber() : file;
    }

    static boolean isReference(ConfigOrigin origin) {
        return REFERENCE.equals(origin.resource());
    }
}
