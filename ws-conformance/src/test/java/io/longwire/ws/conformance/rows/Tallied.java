package io.longwire.ws.conformance.rows;

import io.longwire.ws.codec.Violation;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Many connections, each of which the input has judged: all end, and the counters agree with what their handlers were told. */
record Tallied(String name, Verdict verdict) implements Expected {
    /** Whether a connection ended as it may. */
    @FunctionalInterface
    interface Verdict {
        boolean isFine(Told told) throws Exception;
    }

    Tallied(String name) {
        this(name, told -> true);
    }

    @Override
    public void judge(Play play, Complaints complaints) throws Exception {
        for (Peer peer : play.peers()) {
            peer.fin();
        }
        for (Told told : play.stage().told()) {
            told.awaitEnd();
            complaints.holds(verdict.isFine(told), "shape", "a handler was told " + told.lines());
        }
    }

    @Override
    public Map<String, Long> counts(Play play) {
        Map<String, Long> counts = new TreeMap<>();
        for (Told told : play.stage().told()) {
            for (String line : told.lines()) {
                String counter = counter(line);
                if (!counter.isEmpty()) {
                    counts.merge(counter, 1L, Long::sum);
                }
            }
        }
        return counts;
    }

    private static String counter(String line) {
        String[] words = line.split(" ", -1);
        if (line.equals("open")) {
            return "ws.connections.opened";
        } else if (words[0].equals("closed")) {
            int code = Integer.parseInt(words[1]);
            String label = code < 3000 ? words[1] : code / 1000 + "xxx";
            return "ws.connections.closed{by=" + words[words.length - 1].toLowerCase(Locale.ROOT) + ",code=" + label
                    + "}";
        } else if (words[0].equals("error")
                && Arrays.stream(Violation.values())
                        .anyMatch(known -> known.name().equals(words[1]))) {
            return "ws.violations{kind=" + words[1].toLowerCase(Locale.ROOT) + "}";
        }
        return "";
    }

    @Override
    public boolean isChance() {
        return true;
    }

    @Override
    public String toString() {
        return name;
    }
}
