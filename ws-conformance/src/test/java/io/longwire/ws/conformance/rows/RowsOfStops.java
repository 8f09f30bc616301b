package io.longwire.ws.conformance.rows;

/** Section O: starting and stopping, each shown by a test of its own, as no peer of a row can do it. */
final class RowsOfStops {
    private static final String DRAIN = "DrainTest";
    private static final String LIFE = "LifeOfServerTest";
    private static final String ORDER = "StopOrderTest";
    private static final String PROCESS = "OwnProcessTest";

    private RowsOfStops() {}

    static void declare(Rows rows) {
        rows.row(289, "SIGTERM with 1,000 sessions under load")
                .shownBy("TerminationIT", "tells_a_thousand_peers_under_load");
        rows.row(289, "the same with 15,000 sessions and 2,000 messages a second")
                .notRun("no process here may have so many descriptors");
        rows.row(290, "a second SIGTERM").shownBy("TerminationIT", "a_second_time_ends_at_once");
        rows.row(291, "100 peers that never answer Close").shownBy(DRAIN, "cutsWhoNeverAnswers");
        rows.row(292, "a peer goes on sending after our 1012").shownBy(DRAIN, "deliversNothingThatComesAfterItsClose");
        rows.row(293, "handlers are at work as the server stops")
                .shownBy(DRAIN, "letsAHandlerFinishAndSendsWhatItSays", "interruptsAHandlerThatDoesNotFinish");
        rows.row(294, "a handshake is half done as the server stops")
                .shownBy(DRAIN, "refusesAHandshakeThatIsDecidedMeanwhile");
        rows.row(295, "rolling restart of three nodes").notRun("chaos kills nodes, it does not drain them");
        rows.row(296, "the port is in use").shownBy(LIFE, "aTakenPortIsOneSentence");
        rows.row(297, "25 starts and stops" + Rows.scaled("1,000")).shownBy(ORDER, "leavesNothingHoweverOften");
        rows.row(298, "a handler stops its server")
                .shownBy(LIFE, "aHandlerMayStopItsServer")
                .shownBy(DRAIN, "mayBeAskedForByAHandlerOnAWorker");
        rows.row(299, "the JVM ends without a stop").shownBy(PROCESS, "connectionsAreToldWhenTheJvmEndsWithoutAStop");
        rows.row(300, "fewer descriptors than connections are allowed")
                .shownBy(PROCESS, "theStartSaysWhenThereAreFewerDescriptorsThanConnectionsAreAllowed");
        rows.row(301, "the class loader is let go").shownBy(PROCESS, "itsClassLoaderIsLetGoWhenTheServerHasStopped");
        rows.row(302, "JDK 17, 21 and 25").notRun("one build runs on one JDK; .ci/run repeats a sample on 25");
        rows.row(304, "Redis dies in a drain").notRun("no test stops a server while its Redis is away");
        rows.row(305, "start twice, stop twice, start after stop")
                .shownBy(LIFE, "aStoppedServerStartsAgain")
                .shownBy(DRAIN, "isHurriedByClose");
        rows.row(306, "the order of a stop").shownBy(ORDER, "isListenersSessionsPluginsLoops");
    }
}
