package io.longwire.ws.conformance.rows;

import java.lang.System.Logger.Level;

/** What the log may hold after an input: at most one line, of at most this level. */
enum Noise {
    NONE(Level.ALL),
    DEBUG(Level.DEBUG),
    WARNING(Level.WARNING),
    /** A warning with a stack trace: the application's fault. */
    FAULT(Level.WARNING);

    private final Level most;

    Noise(Level most) {
        this.most = most;
    }

    boolean allows(Level level) {
        return this != NONE && level.getSeverity() <= most.getSeverity();
    }
}
