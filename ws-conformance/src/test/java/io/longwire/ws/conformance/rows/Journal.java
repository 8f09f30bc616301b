package io.longwire.ws.conformance.rows;

import java.text.MessageFormat;
import java.util.List;
import java.util.Queue;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * What the engine logs, at every level, while rows run; at other times warnings go to the standard error. It is found as the
 * {@link System.LoggerFinder} of these tests.
 */
public final class Journal extends System.LoggerFinder {
    /** A line with its stack trace, if any. */
    record Entry(String logger, System.Logger.Level level, String text, Throwable thrown) {
        /** Whether it is the record of a connection that has ended, which each of them has. */
        boolean isRecord() {
            return logger.equals("io.longwire.ws.connections") && level == System.Logger.Level.DEBUG;
        }

        /** All that a log file would hold of it. */
        String whole() {
            StringBuilder all = new StringBuilder(text);
            for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
                all.append(' ').append(cause);
            }
            return all.toString();
        }
    }

    private static final Queue<Entry> ENTRIES = new ConcurrentLinkedQueue<>();
    private static volatile boolean open;
    private static volatile boolean failing;

    /** For {@link java.util.ServiceLoader}. */
    public Journal() {}

    static void open() {
        ENTRIES.clear();
        open = true;
    }

    /** From now on it throws, as what writes to a full disk may. */
    static void failing(boolean now) {
        failing = now;
    }

    static void shut() {
        open = false;
    }

    /** What was logged since the last call. */
    static List<Entry> take() {
        List<Entry> taken = List.copyOf(ENTRIES);
        ENTRIES.removeAll(taken);
        return taken;
    }

    @Override
    public System.Logger getLogger(String name, Module module) {
        return new Lines(name);
    }

    private record Lines(String name) implements System.Logger {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean isLoggable(Level level) {
            return name.startsWith("io.longwire") && open
                    ? level != Level.OFF
                    : level.getSeverity() >= Level.WARNING.getSeverity();
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String text, Throwable thrown) {
            if (!isLoggable(level)) {
                return;
            }
            if (failing) {
                throw new IllegalStateException("the disk is full");
            }
            if (name.startsWith("io.longwire") && open) {
                ENTRIES.add(new Entry(name, level, text, thrown));
            } else {
                System.err.println(level + " " + name + " " + text + (thrown == null ? "" : ": " + thrown));
            }
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
            log(level, bundle, MessageFormat.format(format, parameters), (Throwable) null);
        }

        @Override
        public void log(Level level, Supplier<String> text) {
            if (isLoggable(level)) {
                log(level, text.get());
            }
        }
    }
}
