package io.longwire.ws.conformance.rows;

/** Sections M and N, topics and what stands behind them: rows 250 to 288. */
final class RowsOfTopics {
    private static final String FAULTS = "RedisFaultsTest";
    private static final String FAILURES = "FailuresTest";

    private RowsOfTopics() {}

    static void declare(Rows rows) {
        subscribers(rows);
        names(rows);
        positions(rows);
        store(rows);
        redis(rows);
    }

    private static void subscribers(Rows rows) {
        rows.row(250, "a subscriber that takes nothing: nobody else is held up")
                .shownBy("TopicTest", "aConnectionThatRefusesIsCountedAndHurtsNobody")
                .shownBy("TurnTest", "noLockIsHeldWhileSending")
                .notRun("10,000 subscribers and their latency are a measurement");
        rows.row(251, "a slow subscriber of a topic with a history: what its policy drops is told")
                .shownBy("HistoryTest", "whatAPolicyDroppedIsTold")
                .shownBy(
                        "PoliciesTest",
                        "blockLosesNothingAndMakesTheSenderWait",
                        "dropNewestKeepsWhatCameFirst",
                        "dropOldestKeepsWhatCameLast",
                        "conflateKeepsTheNewestOfEachKey")
                .shownBy("OverflowTest", "theBudgetOfTheProcessEndsTheSlowestFirst");
        rows.row(252, "history and live publications join without a gap or a repeat, 4,000 times")
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
        rows.row(258, "a message for many subscribers: every one is sent the same object")
                .shownBy("TopicTest", "everySubscriberIsSentTheSameObject")
                .notRun("64 KiB for 19,000, and what the heap grows by, are a measurement");
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

    /** What Redis, and who else writes to it, can do to a node. */
    private static void redis(Rows rows) {
        rows.row(
                        265,
                        "the store killed and restarted under load: nothing acknowledged is lost, and what is published waits")
                .shownBy("ChaosIT", "nothingIsLostAndNothingIsLeft")
                .shownBy(
                        "ContinuityTest",
                        "publicationsWaitForTheBackplaneInOrder",
                        "publicationsWaitForALimitedTime",
                        "publicationsThatWaitAreLimitedInNumberAndBytes")
                .notRun("20 times at 1,000 a second is a run of the chaos command");
        rows.row(267, "Redis frozen: away until it goes on")
                .shownBy(FAULTS, "aFrozenRedisIsAwayUntilItGoesOn")
                .notRun("nobody pings meanwhile, and looks at the loops");
        rows.row(268, "one node cut from the store, another not: it reads what it missed, or tells a gap")
                .shownBy("ContinuityTest", "anAbsenceOfTheBackplaneIsMadeUpFor", "moreThanCanBeReadIsAGapThatIsTold")
                .notRun("no test cuts the way of one node to a Redis");
        rows.row(269, "the subscribing connection cut, the publishing one well")
                .shownBy(FAULTS, "subscriptionsThatDieAloneAreMissedAndMadeAnew")
                .notRun("no test has a connection that is silently dead, which a node's messages to itself would find");
        rows.row(270, "a node stalls, and Redis cuts its subscription buffer")
                .notRun("no test has a node that reads so late; chaos has nodes stand still for 3 s");
        rows.row(273, "a master that becomes a replica: away until there is a master")
                .shownBy(FAULTS, "aMasterThatBecomesAReplicaIsAwayUntilThereIsAMaster")
                .notRun("no test has a replica that lags; a history with another publication in it is a gap: row 261");
        rows.row(274, "a node of a Redis Cluster is refused")
                .shownBy(FAULTS, "aNodeOfAClusterIsRefusedInWords")
                .notRun("Redis Cluster is not supported");
        rows.row(275, "each error that Redis answers with")
                .shownBy(FAILURES, "whatIsRefusedWasNotDone", "theRestIsNotKnown", "whatSomebodyHasToMendIsTriedSeldom")
                .shownBy(FAULTS, "scriptsThatRedisForgotAreSentAgain");
        rows.row(276, "a stream or its metadata evicted")
                .shownBy(FAULTS, "anEvictedPositionBeginsAnotherEpochAndAnEvictedHistoryIsTold");
        rows.row(277, "more clients than Redis takes").notRun("no test has a Redis that takes no more clients");
        rows.row(278, "items on our channels that are none of ours")
                .shownBy(FAULTS, "whatOthersWriteHarmsNothing")
                .notRun("lengths, and items of 64 MiB, are the Redis client's to read");
        rows.row(279, "a message between nodes that is none of ours")
                .shownBy(FAULTS, "whatOthersWriteHarmsNothing")
                .notRun("messages between nodes are not signed: who may write to Redis can forge one");
        rows.row(280, "two clusters with one prefix").notRun("they are one: nothing tells a cluster from another");
        rows.row(281, "clocks of nodes five minutes apart").notRun("no test has nodes whose clocks differ");
        rows.row(282, "a node killed with members present: they are gone, and each leaves once")
                .shownBy("StoreFailureLaws", "thoseOfADeadNodeAreGoneWithinAMinuteAndOneNodeIsToldOfEach")
                .shownBy("PresenceTest", "thoseOfADeadNodeLeaveOnce")
                .notRun("there are 20 of them, not 5,000");
        rows.row(283, "a node whose lease has ended comes back as another")
                .shownBy(FAULTS, "aNodeThatSleptThroughItsLeaseComesBackAsAnother")
                .notRun("no test has a node stand still for 90 s, with clients");
        rows.row(284, "2,000 topics subscribed at once")
                .shownBy(FAULTS, "thousandsOfTopicsAreSubscribedToAtOnce")
                .notRun("100,000 within 5 s, after a cut, are a measurement");
        rows.row(285, "latency and loss on the way to Redis").notRun("half of the throughput is a measurement");
        rows.row(286, "a foreign slow command: to a node it is a Redis that is frozen")
                .shownBy(FAULTS, "aFrozenRedisIsAwayUntilItGoesOn");
        rows.row(287, "Redis absent at the start").shownBy(FAULTS, "aRedisThatIsAbsentAtTheStartIsWaitedFor");
        rows.row(288, "a wrong password, an expired certificate, a missing right")
                .shownBy(FAULTS, "aWrongPasswordIsToldWithoutIt")
                .shownBy(FAILURES, "whatSomebodyHasToMendIsTriedSeldom", "whatIsRefusedWasNotDone");
    }
}
