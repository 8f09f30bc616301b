package io.longwire.ws.examples.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.broadcast.Position;
import io.longwire.ws.broadcast.Verdict;
import io.longwire.ws.broadcast.testkit.HistoryChecker;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    private final HistoryChecker judge = new HistoryChecker();

    @BeforeEach
    void twoAreAcknowledgedAndAdaHasTheFirst() {
        judge.acknowledged("t", new Position("e", 1), "p1");
        judge.acknowledged("t", new Position("e", 2), "p2");
        judge.told("ada", "t", new Verdict.Subscribed(new Position("e", 0)));
        judge.seen("ada", "t", new Position("e", 1), "p1");
    }

    @Test
    void whatIsLostIsNotGood() {
        assertThat(new Outcome(judge.check(), 0, 0, 0).isGood()).isFalse();
    }

    @Test
    void whatComesTwiceIsNotGood() {
        comes();
        comes();
        assertThat(new Outcome(judge.check(), 0, 0, 0).isGood()).isFalse();
    }

    @Test
    void allThatComesOnceIsGood() {
        comes();
        Outcome outcome = new Outcome(judge.check(), 0, 0, 0);
        assertThat(outcome.complaints()).isEmpty();
        assertThat(outcome.isGood()).isTrue();
    }

    @Test
    void publishersSubscribersAndConnectionsThatAreMissedAreNotGood() {
        comes();
        Outcome outcome = new Outcome(judge.check(), 3, 2, 1);
        assertThat(outcome.isGood()).isFalse();
        assertThat(outcome.complaints())
                .containsExactly(
                        "3 publications were never acknowledged.",
                        "2 subscribers did not come back.",
                        "1 connections ended that nobody cut.");
    }

    @Test
    void aRunInWhichNothingHappenedShowsNothing() {
        Outcome outcome = new Outcome(new HistoryChecker().check(), 0, 0, 0);
        assertThat(outcome.isGood()).isFalse();
        assertThat(outcome.complaints()).hasSize(1);
    }

    private void comes() {
        judge.seen("ada", "t", new Position("e", 2), "p2");
    }
}
