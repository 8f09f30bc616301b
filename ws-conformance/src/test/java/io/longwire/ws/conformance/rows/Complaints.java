package io.longwire.ws.conformance.rows;

import java.util.ArrayList;
import java.util.List;

/** What was found not to be as it should. */
final class Complaints {
    private final List<String> lines = new ArrayList<>();

    void add(String law, String sentence) {
        lines.add(law + ": " + sentence);
    }

    /** Complains unless two are equal. */
    void equal(String law, Object found, Object expected) {
        if (!found.equals(expected)) {
            add(law, "found " + found + ", expected " + expected);
        }
    }

    /** Complains unless it holds. */
    void holds(boolean holds, String law, String sentence) {
        if (!holds) {
            add(law, sentence);
        }
    }

    List<String> lines() {
        return lines;
    }
}
