package io.longwire.ws.conformance.rows;

import static io.longwire.ws.conformance.rows.Rows.times;

import io.longwire.ws.Dispatch;
import io.longwire.ws.Message;
import io.longwire.ws.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/** Section A: rows 1 to 17, accepting, TCP and TLS. */
final class RowsOfConnections {
    private static final String CROWDED = "ws.handshakes.cut{why=crowded}";
    private static final int HALF_DONE = 20;
    private static final Message MUCH = Message.binary(ByteBuffer.allocate(16 << 20));

    private RowsOfConnections() {}

    static void declare(Rows rows) {
        rows.row(1, "a peer that says nothing")
                .when(
                        play -> {
                            play.peer().listen();
                            play.advance(Duration.ofMillis(9_999));
                            RowsOfAdmission.requireSilence(play);
                            play.advance(Duration.ofMillis(1));
                        },
                        silent().counting("ws.handshakes.cut{why=silent}", 1));
        rows.row(2, "a reset before any byte")
                .when(play -> play.peer().reset(), new Behaves("freed", (play, told) -> {}));
        rows.row(3, "an end before any byte: no bad request")
                .when(play -> play.peer().listen().fin(), silent());
        rows.row(4, "peers that come and go, one after the other" + Rows.scaled("5,000"))
                .cut(Cut.WHOLE)
                .when(
                        play -> {
                            for (int i = 1; i < times(50, 5_000); i++) {
                                play.another().close();
                            }
                            play.peer().close();
                        },
                        new Behaves("freed", (play, told) -> {}));
        rows.row(5, "no descriptors are left: accepting rests and goes on")
                .shownBy("DescriptorsTest", "aListenerWithoutDescriptorsTellsItOnceRestsAndGoesOn");
        rows.row(6, "as many connections as there may be")
                .shownBy("OutputTest", "aConnectionTooManyIsRefusedWith503")
                .shownBy("HostileTlsTest", "aConnectionTooManyIsEndedBeforeItsHandshake")
                .shownBy("PlacesTest", "ofManyWhoComeAtOnceNoMoreThanTheLimitAreAdmitted");
        rows.row(7, "as many of one address as there may be")
                .shownBy("OutputTest", "aConnectionTooManyOfOneAddressIsRefusedWith429UntilOneHasEnded")
                .shownBy(
                        "PlacesTest",
                        "oneAddressDoesNotTakeThePlacesOfOthers",
                        "sixtyFourBitsOfAnIpv6AddressAreOnePeer",
                        "anIpv4AddressInIpv6FormIsTheSamePeer",
                        "nothingIsLeftOfThoseWhoLeft")
                .shownBy("SubnetsTest", "anAddressIsInANetworkOrNot");
        tls(rows);
        rows.row(15, "an end of the peer's direction while much waits for it, and then a reset")
                .server(Own.handler(Dispatch.EVENT_LOOP, Sending::new))
                .when(
                        play -> {
                            Own.deaf(play, play.peer(), "much");
                            play.peer().fin();
                            play.settle();
                            play.peer().reset();
                        },
                        new Behaves("1006, freed", RowsOfConnections::judgeEnd)
                                .counting("ws.connections.opened", 1)
                                .counting("ws.reading.stopped{why=output_high}", 1)
                                .counting("ws.connections.closed{by=nobody,code=1006}", 1)
                                .byChance()); // the words of the cause are the system's
        rows.row(17, "handshakes that are not finished" + Rows.scaled("5,000"))
                .set("ws.limits.handshakes", HALF_DONE)
                .cut(Cut.WHOLE)
                .when(
                        play -> {
                            for (int i = 1; i < times(50, 5_000); i++) {
                                play.another();
                            }
                            play.advance(Duration.ofSeconds(10));
                        },
                        gaveWay(times(50, 5_000) - HALF_DONE).counting("ws.handshakes.cut{why=silent}", HALF_DONE));
        rows.row(17, "TLS handshakes that are not finished: the oldest makes room, and a newcomer opens")
                .shownBy("HostileTlsTest", "ofHandshakesThatAreNotFinishedTheOldestMakesRoom");
    }

    private static void tls(Rows rows) {
        rows.row(10, "a ClientHello byte by byte, one that is never finished, one that announces 16 MiB")
                .shownBy(
                        "HostileTlsTest",
                        "aHandshakeByteByByteIsAHandshake",
                        "aHandshakeThatIsNotFinishedEndsAtTheDeadlineThoughBytesCome",
                        "aRecordThatIsLongerThanTlsAllowsEndsTheConnection",
                        "aClientHelloThatAnnouncesMuchIsRefusedAtItsFirstRecord");
        rows.row(11, "renegotiation; a flood of key updates")
                .shownBy("HostileTlsTest", "renegotiationIsRefused", "aFloodOfKeyUpdatesIsEnded");
        rows.row(12, "HTTP on the port for TLS; TLS on the plain one")
                .shownBy("HostileTlsTest", "plainHttpOnATlsPortIsEndedWithoutAWord", "tlsOnAPlainPortIsABadRequest");
        rows.row(13, "100 server names under one wildcard: one certificate for all, and few sessions")
                .shownBy("CertificatesOfServerTest", "manyNamesUnderAWildcardAreShownOneCertificateAndSessionsStayFew");
        rows.row(13, "a wildcard stands for one label")
                .shownBy("CertificatesOfServerTest", "aWildcardStandsForOneLabel");
        rows.row(14, "an end of TCP without close_notify; close_notify without a Close frame")
                .shownBy(
                        "HostileTlsTest",
                        "anEndOfTcpWithoutCloseNotifyIsATruncation",
                        "closeNotifyWithoutACloseFrameIsAnAbnormalEnd");
        rows.row(16, "a client's certificate that is absent, of a stranger, or expired")
                .shownBy("HostileTlsTest", "aClientWithoutTheCertificateThatIsDemandedReachesNoEndpoint");
    }

    /** Three connections that say nothing. */
    static void threeSilent(Play play) throws Exception {
        play.another();
        play.another();
        play.settle();
    }

    /** The first so many were ended without a word; the others end as the peers do. */
    static Behaves gaveWay(int many) {
        return new Behaves("T, the oldest first", (play, complaints) -> {
                    List<Peer> peers = play.peers();
                    for (int i = 0; i < many; i++) {
                        complaints.equal("shape", peers.get(i).listen().hearAll(), "");
                    }
                })
                .counting(CROWDED, many)
                .loud(Noise.WARNING);
    }

    private static Behaves silent() {
        return new Behaves(
                "T",
                (play, complaints) ->
                        complaints.equal("shape", play.peer().listen().hearAll(), ""));
    }

    private static void judgeEnd(Play play, Complaints complaints) throws Exception {
        List<String> ends = play.stage().told(0).ends();
        complaints.equal("shape", ends.get(ends.size() - 1), "closed 1006  by NOBODY");
    }

    /** Sends more than a socket takes. */
    private static final class Sending extends Own {
        Sending(Told told) {
            super(told);
        }

        @Override
        public void onText(WebSocket socket, String text) {
            socket.send(MUCH);
        }
    }
}
