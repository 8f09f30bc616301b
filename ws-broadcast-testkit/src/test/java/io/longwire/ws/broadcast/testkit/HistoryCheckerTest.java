package io.longwire.ws.broadcast.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.broadcast.Position;
import io.longwire.ws.broadcast.Verdict;
import io.longwire.ws.broadcast.Verdict.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HistoryCheckerTest {
    private final HistoryChecker checker = new HistoryChecker();

    @BeforeEach
    void fiveAreAcknowledgedAndAdaIsSubscribed() {
        for (int i = 1; i <= 5; i++) {
            checker.acknowledged("t", at(i), "x" + i);
        }
        checker.told("ada", "t", new Verdict.Subscribed(at(0)));
    }

    @Test
    void allInOrderIsClean() {
        sees(1, 2, 3, 4, 5);
        assertThat(checker.check()).isEqualTo(new HistoryChecker.Report(5, 5, 0, 0, 0, 0, 0));
        assertThat(checker.check().isClean()).isTrue();
        assertThat(checker.check().toString())
                .isEqualTo("acknowledged 5 delivered 5 lost 0 duplicated 0 reordered 0 silent-gaps 0 told-gaps 0");
    }

    @Test
    void whatDoesNotComeAtTheEndIsLost() {
        sees(1, 2, 3);
        assertThat(checker.check().lost()).isEqualTo(2);
        checker.gone("ada", "t");
        assertThat(checker.check().isClean()).as("nobody is left to have it").isTrue();
    }

    @Test
    void whatIsLeftOutIsASilentGapAndLost() {
        sees(1, 3, 4, 5);
        assertThat(checker.check()).isEqualTo(new HistoryChecker.Report(5, 4, 1, 0, 0, 1, 0));
    }

    @Test
    void whatComesTooLateIsReordered() {
        sees(1, 3, 2, 4, 5);
        assertThat(checker.check()).isEqualTo(new HistoryChecker.Report(5, 5, 0, 0, 1, 0, 0));
    }

    @Test
    void whatComesTwiceIsDuplicated() {
        sees(1, 2, 2, 3, 4, 5);
        assertThat(checker.check()).isEqualTo(new HistoryChecker.Report(5, 6, 0, 1, 0, 0, 0));
    }

    @Test
    void whatStandsAtTwoPlacesIsDuplicatedOnce() {
        sees(1, 2, 3, 4, 5);
        checker.told("bob", "t", new Verdict.Subscribed(at(5)));
        checker.seen("ada", "t", at(6), "x2");
        checker.seen("bob", "t", at(6), "x2");
        assertThat(checker.check()).isEqualTo(new HistoryChecker.Report(5, 7, 0, 1, 0, 0, 0));
    }

    @Test
    void aGapThatIsToldIsNoFault() {
        sees(1);
        checker.told("ada", "t", new Verdict.Gap(at(1), at(4), Reason.TRIMMED));
        sees(5);
        assertThat(checker.check()).isEqualTo(new HistoryChecker.Report(5, 2, 0, 0, 0, 0, 1));
    }

    @Test
    void aRecoveryThatBeginsTooLateIsASilentGap() {
        sees(1);
        checker.told("ada", "t", new Verdict.Recovered(at(5), 2));
        sees(4, 5);
        assertThat(checker.check().silentGaps()).isEqualTo(2);
    }

    @Test
    void aRecoveryThatIsWholeIsNone() {
        sees(1);
        checker.told("ada", "t", new Verdict.Recovered(at(5), 4));
        sees(2, 3, 4, 5);
        assertThat(checker.check().isClean()).isTrue();
    }

    @Test
    void anotherEpochWithoutAWordIsASilentGap() {
        sees(1, 2, 3, 4, 5);
        checker.seen("ada", "t", new Position("other", 1), "y");
        assertThat(checker.check().silentGaps()).isEqualTo(1);
    }

    @Test
    void anOffsetThatIsTwoPublicationsIsALoss() {
        sees(1, 2, 3, 4);
        checker.seen("ada", "t", at(5), "another");
        assertThat(checker.check().lost()).isEqualTo(1);
    }

    private void sees(int... offsets) {
        for (int offset : offsets) {
            checker.seen("ada", "t", at(offset), "x" + offset);
        }
    }

    private static Position at(long offset) {
        return new Position("e", offset);
    }
}
