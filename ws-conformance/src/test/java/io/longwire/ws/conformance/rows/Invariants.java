package io.longwire.ws.conformance.rows;

import io.longwire.ws.codec.Role;
import io.longwire.ws.runtime.Probe;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What holds for every row (U1 to U8), measured before an input and checked after it. */
final class Invariants {
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** A head of many short lines costs the most for its bytes; what is announced and not sent costs nothing. */
    private static final long BYTES_PER_BYTE = 64;

    private static final long FREE_TURNS = 400;
    private static final long TURNS_PER_WRITE = 4;

    private final Stage stage;
    private final Thread thread;
    private final Probe.Held held;
    private final int timers;
    private final Map<String, Long> counters;
    private final long allocated;
    private final long turns;
    private Map<String, Long> moved = Map.of();

    private Invariants(Stage stage) {
        this.stage = stage;
        stage.settle();
        Journal.take();
        stage.work().takeEscaped();
        thread = thread();
        held = stage.side().held();
        timers = stage.clock().timers();
        counters = stage.side().counters();
        turns = stage.work().turns();
        allocated = THREADS.getThreadAllocatedBytes(thread.getId());
    }

    static Invariants before(Stage stage) {
        return new Invariants(stage);
    }

    /** The counters that moved. */
    Map<String, Long> moved() {
        return moved;
    }

    void check(Expected expected, Play play, Complaints complaints) throws Exception {
        long cost = THREADS.getThreadAllocatedBytes(thread.getId()) - allocated;
        long worked = stage.work().turns() - turns;
        complaints.holds(
                nothingLeft(play.timersLeft()),
                "U4",
                "left are " + stage.side().held() + " and " + stage.clock().timers() + " timers, before it was " + held
                        + " and " + timers);
        complaints.holds(stage.allSing(), "U2", "a neighbour is not heard any more");
        complaints.holds(thread() == thread, "U3", "the loop has another thread");
        stage.work().takeEscaped().forEach(failure -> complaints.add("U3", "out of the engine came " + failure));
        oneEnding(complaints);
        long bytes = play.sent();
        complaints.holds(
                cost <= stage.link().allowance(play.peers().size(), play.writes()) + BYTES_PER_BYTE * bytes,
                "U5",
                cost + " bytes were allocated for " + bytes);
        complaints.holds(
                worked <= FREE_TURNS * play.peers().size() + TURNS_PER_WRITE * play.writes(),
                "U6",
                "the loop worked " + worked + " times for " + play.writes() + " writes");
        quiet(expected.noise(), play.peers().size(), complaints);
        moved = difference(counters, stage.side().counters());
        complaints.equal("U8", moved, new TreeMap<>(expected.counts(play)));
        complaints.holds(!Secrets.isIn(stage.connects().toString()), "U7", "a secret is in an exception");
        boolean echoed =
                stage.side().role() == Role.SERVER && Secrets.isIn(play.peer().heard());
        complaints.holds(!echoed, "U7", "a byte of the peer is in the response");
    }

    /** U1: at most one opening, then exactly one end, which is the last. */
    private void oneEnding(Complaints complaints) throws Exception {
        for (Told told : stage.told()) {
            told.awaitEnd();
            List<String> lines = told.lines();
            List<String> ends =
                    lines.stream().filter(line -> line.startsWith("closed ")).toList();
            boolean once = lines.isEmpty()
                    || (lines.get(0).equals("open")
                            && lines.lastIndexOf("open") == 0
                            && ends.size() == 1
                            && lines.get(lines.size() - 1).equals(ends.get(0)));
            complaints.holds(once, "U1", "a handler was told " + lines);
        }
    }

    /** U4: waits until all is as it was before. The loop turns meanwhile; time stands still. */
    private boolean nothingLeft(int timersLeft) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Ears.patienceMillis());
        while (!stage.side().held().equals(held) || stage.clock().timers() != timers + timersLeft) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            Clock.settle(stage.loop().real());
        }
        return true;
    }

    private void quiet(Noise noise, int most, Complaints complaints) {
        List<Journal.Entry> entries = Journal.take();
        int lines = 0;
        for (Journal.Entry entry : entries) {
            String whole = entry.whole();
            lines += entry.isRecord() ? 0 : 1;
            complaints.holds(
                    entry.isRecord() || noise.allows(entry.level()),
                    "U7",
                    "the log says at " + entry.level() + " " + whole);
            complaints.holds(!Secrets.isIn(whole), "U7", "a secret is in the log: " + whole);
            complaints.holds(
                    whole.chars().noneMatch(c -> c < ' ' || c == 0x7f || c == 0x2028 || c == 0x2029),
                    "U7",
                    "a control character is in the log: " + whole);
            complaints.holds(
                    entry.thrown() == null || noise == Noise.FAULT, "U7", "a stack trace for a peer's fault: " + whole);
        }
        complaints.holds(lines <= most, "U7", "the log has many lines: " + entries);
    }

    private Thread thread() {
        CompletableFuture<Thread> found = new CompletableFuture<>();
        stage.loop().real().execute(() -> found.complete(Thread.currentThread()));
        return found.join();
    }

    private static Map<String, Long> difference(Map<String, Long> before, Map<String, Long> after) {
        Map<String, Long> moved = new TreeMap<>();
        List<String> names = new ArrayList<>(after.keySet());
        names.removeIf(Invariants::isVolume);
        for (String name : names) {
            long by = after.get(name) - before.getOrDefault(name, 0L);
            if (by != 0) {
                moved.put(name, by);
            }
        }
        return moved;
    }

    /** What grows with traffic, that of the neighbours too. */
    private static boolean isVolume(String name) {
        return name.startsWith("ws.messages")
                || name.startsWith("ws.bytes")
                || name.startsWith("ws.payload.bytes")
                || name.startsWith("ws.extensions.bytes")
                || name.startsWith("ws.workers.")
                || name.contains(".sum")
                || name.contains(".count");
    }
}
