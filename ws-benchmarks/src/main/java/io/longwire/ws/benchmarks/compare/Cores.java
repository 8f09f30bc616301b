package io.longwire.ws.benchmarks.compare;

import java.io.IOException;
import java.util.List;

/** The first core is the servers', the second the load's, where there are two and {@code taskset} is installed. */
final class Cores {
    private static final boolean PINNED = pinned();

    private Cores() {}

    /** Moves this process, its threads and those to come, to the load's core. */
    private static boolean pinned() {
        if (Runtime.getRuntime().availableProcessors() < 2) {
            return false;
        }
        String self = Long.toString(ProcessHandle.current().pid());
        try {
            return new ProcessBuilder("taskset", "-a", "-p", "-c", "1", self)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notInstalled) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What goes before a server's command line. */
    static List<String> onServers() {
        return PINNED ? List.of("taskset", "-c", "0") : List.of();
    }

    /** In words, for the report. */
    static String words() {
        return PINNED ? "servers on core 0, load on core 1" : "servers and load on any core";
    }
}
