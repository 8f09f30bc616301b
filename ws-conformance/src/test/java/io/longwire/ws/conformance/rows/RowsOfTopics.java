package io.longwire.ws.conformance.rows;

import java.util.Map;
import java.util.TreeMap;

/** Sections M and N, topics and what stands behind them: rows 250 to 288. */
final class RowsOfTopics {
    private static final String REDIS = "what it plays needs a Redis";

    private RowsOfTopics() {}

    static void declare(Rows rows) {
        subscribers(rows);
        names(rows);
        positions(rows);
        store(rows);
        redis().forEach((number, name) -> rows.row(number, name).notRun(REDIS));
    }

    private static void subscribers(Rows rows) {
        rows.row(250, "one of 10,000 subscribers is blocked: nobody else is held up")
                .shownBy("TopicTest", "aConnectionThatRefusesIsCountedAndHurtsNobody")
                .shownBy("TurnTest", "noLockIsHeldWhileSending")
                .notRun("the latency of the others is a measurement");
        rows.row(251, "a slow subscriber of a topic with a history: what its policy drops is told")
                .shownBy("HistoryTest", "whatAPolicyDroppedIsTold")
                .shownBy("OverflowTest", "theBudgetOfTheProcessEndsTheSlowestFirst");
        rows.row(252, "history and live publications join without a gap or a repeat, 10,000 times")
                .shownBy("RecoveryRaceTest", "nothingIsMissingAndNothingComesTwice");
        rows.row(253, "subscribing, unsubscribing and publishing at once")
                .shownBy("RaceTest", "aSubscriptionGetsWhatIsPublishedWithinItAndNothingElse");
        rows.row(254, "a connection ends while it subscribes to 100 topics")
                .shownBy("RaceTest", "nothingIsLeftOfConnectionsThatEndWhileTheySubscribe");
        rows.row(255, "publishers on several nodes, one topic: one order, and offsets without a hole")
                .shownBy("BrokerLaws", "allNodesHearOneOrderAndOffsetsAreUsedOnce")
                .shownBy("OrderTest", "allSubscribersSeeOneOrder")
                .shownBy("RecoveryTest", "subscribersOnAllNodesSeeOneOrderWithOffsets");
        rows.row(256, "a batch of a million empty items").notRun("there are no batches: a message is one publication");
        rows.row(258, "64 KiB for 19,000 subscribers: every one is sent the same object")
                .shownBy("TopicTest", "everySubscriberIsSentTheSameObject")
                .notRun("the growth of the heap is a measurement");
    }

    private static void names(Rows rows) {
        rows.row(257, "too many topics of one client, names that are no names, names with wildcards and braces")
                .shownBy(
                        "TopicTest",
                        "aConnectionHasSoManyTopics",
                        "badNamesAreRefused",
                        "longNamesAreRefused",
                        "namesHaveNoPatternsAndNoStructure")
                .shownBy("BrokerLaws", "namesAndBytesMeanNothing");
        rows.row(259, "another's topic by case or prefix: names are compared exactly")
                .shownBy("TopicTest", "topicsOfOneNameAreOne", "namesHaveNoPatternsAndNoStructure")
                .notRun("who may subscribe is the application's to say");
    }

    private static void positions(Rows rows) {
        rows.row(260, "one idempotency key from two nodes at once")
                .shownBy("BrokerLaws", "ofManyAtOnceWithOneKeyOneCounts", "anIdempotencyKeyCountsOnce");
        rows.row(261, "forged positions: negative, too large, of another epoch, of 64 KiB")
                .shownBy("RecoveryTest", "positionsThatCannotBeGoneOnFromGetAGapAndGoOnFromNow")
                .shownBy("HistoryTest", "aPositionIsReadBackFromItsTextAndNothingElseIs");
        rows.row(262, "many who come back at once are served by few reads")
                .shownBy("RecoveryTest", "manyWhoComeBackAtOnceAreServedByOneRead")
                .notRun("15,000 clients in 2 s are a measurement");
        rows.row(263, "a gap larger than the history or the limit: never a part of it")
                .shownBy(
                        "RecoveryTest",
                        "whatIsKeptNoMoreIsAGap",
                        "positionsThatCannotBeGoneOnFromGetAGapAndGoOnFromNow")
                .shownBy("RecoveryLaws", "whatCannotBeToldWholeIsNotToldAtAll");
        rows.row(264, "a user on several nodes leaves twice: one join and one leave of each connection")
                .shownBy("PresenceTest", "eachConnectionOfAUserComesAndGoesOnce")
                .notRun("there is no event for the last connection of a user");
    }

    /** What any store can do to a node. */
    private static void store(Rows rows) {
        rows.row(266, "a store that comes back empty: another epoch, and everybody is told")
                .shownBy("ContinuityTest", "aStoreThatComesBackEmptyIsAGapThatIsTold")
                .shownBy("StoreFailureLaws", "aStoreThatComesBackEmptyHasAnotherEpoch");
        rows.row(271, "a publication lost between store and node: read before anything later")
                .shownBy(
                        "ContinuityTest",
                        "whatIsLostOnTheWayIsReadBeforeAnythingLater",
                        "theLastThatIsLostInAQuietTopicIsFound");
        rows.row(272, "publications doubled or swapped between store and node")
                .shownBy("ContinuityTest", "whatIsDoubledIsToldOnce", "whatIsSwappedIsPutInOrder");
    }

    private static Map<Integer, String> redis() {
        Map<Integer, String> rows = new TreeMap<>();
        rows.put(265, "Redis killed and restarted under load, 20 times");
        rows.put(267, "Redis frozen for 20 s");
        rows.put(268, "one node cut from Redis, another not");
        rows.put(269, "the subscribing connection silently dead, the publishing one well");
        rows.put(270, "a node stalls, and Redis cuts its subscription buffer");
        rows.put(273, "a failover to a replica that lags");
        rows.put(274, "a slot moved, a node of the cluster added or removed");
        rows.put(275, "each error that Redis answers with");
        rows.put(276, "a stream or its metadata evicted");
        rows.put(277, "more clients than Redis takes");
        rows.put(278, "items on our channels that are none of ours");
        rows.put(279, "a forged control message");
        rows.put(280, "two clusters with one prefix");
        rows.put(281, "clocks of nodes five minutes apart");
        rows.put(282, "a node killed with 5,000 members present");
        rows.put(283, "a node frozen for 90 s and resumed");
        rows.put(284, "100,000 topics subscribed anew after a cut");
        rows.put(285, "latency and loss on the way to Redis");
        rows.put(286, "a foreign slow command");
        rows.put(287, "Redis absent at the start");
        rows.put(288, "a wrong password, an expired certificate, a missing right");
        return rows;
    }
}
