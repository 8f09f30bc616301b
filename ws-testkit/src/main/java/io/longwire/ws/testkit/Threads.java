package io.longwire.ws.testkit;

import java.util.ArrayList;
import java.util.List;

/** The threads of this JVM. */
final class Threads {
    private Threads() {}

    /** All threads but those that the JVM and JUnit make for themselves when they like. */
    static List<Thread> living() {
        List<Thread> threads = new ArrayList<>(Thread.getAllStackTraces().keySet());
        threads.removeIf(thread -> thread.getThreadGroup() == null
                || List.of("system", "InnocuousThreadGroup", "CarrierThreads")
                        .contains(thread.getThreadGroup().getName())
                || thread.getName().startsWith("ForkJoinPool.commonPool-")
                || thread.getName().equals("CompletableFutureDelayScheduler")
                || thread.getName().startsWith("junit-"));
        return threads;
    }
}
