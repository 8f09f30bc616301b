package io.longwire.ws.examples.chaos;

import io.longwire.ws.broadcast.testkit.HistoryChecker;
import java.util.ArrayList;
import java.util.List;

/**
 * How a run ended.
 *
 * @param report what the judge found
 * @param unacknowledged publications that nobody ever said a position of
 * @param absent subscribers that did not come back
 * @param unexplained connections that ended though neither their node was killed nor they were cut
 */
record Outcome(HistoryChecker.Report report, int unacknowledged, int absent, long unexplained) {
    /** What is wrong beside what the report says, a sentence each. */
    List<String> complaints() {
        List<String> all = new ArrayList<>();
        if (unacknowledged > 0) {
            all.add(unacknowledged + " publications were never acknowledged.");
        }
        if (absent > 0) {
            all.add(absent + " subscribers did not come back.");
        }
        if (unexplained > 0) {
            all.add(unexplained + " connections ended that nobody cut.");
        }
        if (report.acknowledged() == 0 || report.delivered() == 0) {
            all.add("Nothing was acknowledged or nothing delivered, so nothing is shown.");
        }
        return all;
    }

    boolean isGood() {
        return report.isClean() && complaints().isEmpty();
    }
}
