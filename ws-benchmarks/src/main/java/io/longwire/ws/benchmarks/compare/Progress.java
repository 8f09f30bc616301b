package io.longwire.ws.benchmarks.compare;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A bar on a terminal, a line now and then elsewhere. */
final class Progress {
    private static final int WIDTH = 30;

    private final PrintStream out = System.err;
    private final boolean terminal = terminal();
    private final int steps;
    private int done;

    Progress(int steps) {
        this.steps = steps;
    }

    private static boolean terminal() {
        try {
            String stderr = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return stderr.startsWith("/dev/pts/") || stderr.startsWith("/dev/tty");
        } catch (IOException noSuchSystem) {
            return System.console() != null;
        }
    }

    /** Says what goes on now. */
    void now(String what) {
        if (terminal) {
            int full = WIDTH * done / Math.max(1, steps);
            out.printf("\r[%s%s] %3d %% %-50s", "#".repeat(full), " ".repeat(WIDTH - full), 100 * done / steps, what);
            out.flush();
        }
    }

    /** A step is over. */
    void step() {
        done++;
    }

    /** Says something that stays. */
    void line(String words) {
        out.println((terminal ? "\r\u001b[K" : "") + words);
    }
}
