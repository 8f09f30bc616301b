package io.longwire.ws.examples.bench;

import org.HdrHistogram.Histogram;

/**
 * What came of a load.
 *
 * @param times nanoseconds from when a message was due until its answer was here
 * @param unanswered messages that have none; the time that they have waited is among the times
 * @param wrong answers that are not what was sent
 * @param lost connections that ended
 */
record Outcome(Histogram times, long unanswered, long wrong, long lost) {
    boolean well() {
        return unanswered == 0 && wrong == 0 && lost == 0;
    }
}
