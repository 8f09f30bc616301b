package io.longwire.ws.examples.cli;

import java.io.PrintStream;
import java.util.Locale;

/** How far something is, on the last line of a terminal; nothing where there is none. */
public final class Bar {
    private static final int WIDTH = 30;

    private final PrintStream out = System.out;
    private final boolean terminal = Tty.isInteractive();

    /**
     * Shows it.
     *
     * @param what is done, in a few words
     * @param done of {@code all}
     */
    public void show(String what, long done, long all) {
        if (terminal) {
            double part = all <= 0 ? 1 : Math.max(0, Math.min(1, (double) done / all));
            int full = (int) (WIDTH * part);
            out.printf(
                    Locale.ROOT,
                    "\r[%s%s] %3.0f %% %s\u001b[K",
                    "#".repeat(full),
                    " ".repeat(WIDTH - full),
                    100 * part,
                    what);
            out.flush();
        }
    }

    /** Takes it away. */
    public void clear() {
        if (terminal) {
            out.print("\r\u001b[K");
            out.flush();
        }
    }
}
