package io.longwire.ws.conformance.rows;

import static io.longwire.ws.conformance.rows.Input.answering;

import io.longwire.ws.ClientOptions;
import io.longwire.ws.codec.Violation;
import io.longwire.ws.conformance.Frame;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Section K: our client against hostile servers (RFC 6455, 4.1). */
final class RowsOfServersAnswer {
    private static final String ACCEPT = "Sec-WebSocket-Accept";
    private static final String EXTENSIONS = "Sec-WebSocket-Extensions";
    private static final String PROTOCOL = "Sec-WebSocket-Protocol";

    private RowsOfServersAnswer() {}

    static void declare(Rows rows) {
        agreement(rows);
        refusals(rows);
        heads(rows);
        negotiation(rows);
        frames(rows);
        rows.row(223, "a certificate that does not prove the server's name")
                .client()
                .shownBy(
                        "SecureConnectionsTest",
                        "aServerWhoseCertificateDoesNotProveItsNameIsRefused",
                        "aClientThatWasToldNothingTrustsTheJdksAuthoritiesAlone");
        rows.row(223, "a certificate that is revoked, with stapling")
                .client()
                .notRun("revocation is looked at where the JDK is told to: an SSLContext of the application's own");
        rows.row(224, "CR, LF, NUL in path, header or subprotocol given by the application")
                .client()
                .when(RowsOfServersAnswer::injecting, new Opens());
        rows.row(225, "a proxy: 407, bytes behind its 200, a head of 64 KiB, an early end")
                .client()
                .shownBy(
                        "ProxyTest",
                        "theServerIsReachedThroughATunnelAndNeverToldTheProxysCredentials",
                        "anAnswerThatIsNoTunnelFailsTheConnectInOneSentence",
                        "bytesInTheNameOfAServerThatWasNotAskedYetFailTheConnect",
                        "aHeadOf64KiBFailsTheConnect",
                        "aProxyThatLeavesFailsTheConnect");
        rows.row(226, "accepts TCP, never answers")
                .client()
                .when(
                        play -> {
                            play.agreement();
                            play.advance(Duration.ofSeconds(10));
                        },
                        new ConnectFails(0, "no answer to the opening handshake within PT10S"))
                .shownBy("ProxyTest", "aServerThatIsSilentFailsTheConnectAtTheTimeoutOfItsStep"); // within TLS
        rows.row(227, "the first of three addresses is dead, the second a black hole")
                .client()
                .shownBy("DialTest", "aDeadAddressAndABlackHoleCostAQuarterOfASecond");
        reconnects(rows);
    }

    private static void reconnects(Rows rows) {
        rows.row(228, "15,000 clients of a server that restarts")
                .client()
                .shownBy("BackoffTest", "fifteenThousandClientsOfOneServerComeBackEvenly")
                .shownBy("ReconnectingSocketTest", "aServerThatSaysHowLongIsWaitedForAndEachClientABitLonger")
                .shownBy("ReconnectTest", "survivesTwentyRestartsOfItsServerAndSendsNothingTwice");
        rows.row(229, "which endings are followed by another attempt")
                .client()
                .shownBy(
                        "ReconnectingSocketTest",
                        "aCodeThatMayPassIsFollowedByAnotherAttempt",
                        "aCodeThatWouldComeAgainIsFinal",
                        "aRefusalThatMayPassIsFollowedByAnotherAttempt",
                        "aRefusalThatWouldComeAgainIsFinal");
        rows.row(230, "10,000 sends while offline")
                .client()
                .shownBy("QueueTest", "tenThousandSendsWhileOfflineAreAThousandInOrderAndTheRestFailAtOnce");
        rows.row(231, "clients are closed, one after the other: no thread and no socket is left" + Rows.scaled("1,000"))
                .client()
                .shownBy("ClientEndTest", "leavesNoThreadAndNoDescriptorBehind");
    }

    private static void agreement(Rows rows) {
        Row accept = rows.row(212, "101 with a wrong, missing, doubled or padded Accept")
                .client();
        fails(
                accept,
                "the server's Sec-WebSocket-Accept does not belong to the key",
                r -> r.instead(ACCEPT, ACCEPT + ": " + Request.ACCEPT),
                r -> r.instead(ACCEPT),
                r -> r.and(r.headers().get(2)),
                r -> r.instead(ACCEPT, r.headers().get(2) + "="),
                r -> r.instead(ACCEPT, r.headers().get(2) + " x"));
        Row upgrade = rows.row(219, "101 without Upgrade or without Connection").client();
        fails(
                upgrade,
                "the server's Upgrade is not websocket",
                r -> r.instead("Upgrade"),
                r -> r.instead("Upgrade", "Upgrade: h2c"),
                r -> r.instead("Upgrade", "Upgrade: websocket", "Upgrade: websocket"));
        fails(
                upgrade,
                "the server's Connection does not name Upgrade",
                r -> r.instead("Connection"),
                r -> r.instead("Connection", "Connection: close"));
    }

    private static void refusals(Rows rows) {
        Row statuses = rows.row(213, "another status than 101: typed, with headers and body")
                .client();
        for (String line : List.of(
                "200 OK",
                "400 Bad Request",
                "401 Unauthorized",
                "403 Forbidden",
                "404 Not Found",
                "426 Upgrade Required",
                "429 Too Many Requests",
                "503 Service Unavailable")) {
            int status = Integer.parseInt(line.substring(0, 3));
            statuses.when(
                    answering(r -> "HTTP/1.1 " + line + "\r\nRetry-After: 7\r\nContent-Length: 5\r\n\r\nhello"),
                    new ConnectFails(status, "the server answered " + line + " [7] hello"));
        }
        statuses.when(
                        answering(r -> "HTTP/1.1 503 X\r\nContent-Length: 1000000\r\n\r\n" + "b".repeat(1_000_000)),
                        new ConnectFails(503, "the server answered 503 Service Unavailable [] " + "b".repeat(65_536)))
                .when(
                        play -> {
                            play.say(play.agreement().status("HTTP/1.1 503 X").and("Content-Length: 10") + "half");
                            play.advance(Duration.ofSeconds(10));
                        },
                        new ConnectFails(503, "the server answered 503 Service Unavailable [] half"))
                .when(
                        play -> {
                            play.say(play.agreement().status("HTTP/1.1 404 X") + "until the end");
                            play.peer().fin();
                        },
                        new ConnectFails(404, "the server answered 404 Not Found [] until the end"));
        rows.row(214, "3xx is not followed")
                .client()
                .when(
                        answering(
                                r -> "HTTP/1.1 302 Found\r\nLocation: ws://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"),
                        new ConnectFails(302, "the server answered 302 Found"));
        rows.row(214, "3xx where it is followed: a loop, a downgrade, another host, 100 hops")
                .client()
                .shownBy(
                        "RedirectTest",
                        "inACircleFails",
                        "withoutEndFails",
                        "fromTlsToNoneFails",
                        "isFollowedToAnotherOriginWithoutTheApplicationsHeaders");
    }

    private static void heads(Rows rows) {
        Row heads = rows.row(215, "endless head, status line of 64 KiB").client();
        String tooLarge = "the response is not HTTP: the head is too large";
        heads.when(answering(r -> r.and("X: " + "a".repeat(1 << 20))), new ConnectFails(0, tooLarge))
                .when(answering(r -> r.status("HTTP/1.1 101 " + "a".repeat(64 * 1024))), new ConnectFails(0, tooLarge))
                .when(
                        answering(r -> r.and("a: b\r\n".repeat(200) + "a: b")),
                        new ConnectFails(0, "the response is not HTTP: too many headers"));
        String interim = "HTTP/1.1 100 Continue\r\n\r\n";
        rows.row(216, "100 and 103 before the 101, without end")
                .client()
                .when(answering(r -> interim + "HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n" + r), new Opens())
                .when(answering(r -> interim.repeat(8) + r), new Opens())
                .when(answering(r -> interim.repeat(9) + r), new ConnectFails(0, "too many interim responses"));
    }

    private static void negotiation(Rows rows) {
        Row extensions =
                rows.row(217, "extension not offered, wrong window bits, twice").client();
        fails(
                extensions,
                "the server chose an extension that was not offered",
                r -> r.and(EXTENSIONS + ": x-webkit-deflate-frame"),
                r -> r.and(EXTENSIONS + ": permessage-deflate, foo"));
        fails(
                extensions,
                "the server's answer to an extension is not what was offered",
                r -> r.and(EXTENSIONS + ": permessage-deflate; server_max_window_bits=7"),
                r -> r.and(EXTENSIONS + ": permessage-deflate; server_max_window_bits=16"),
                r -> r.and(EXTENSIONS + ": permessage-deflate; server_max_window_bits=1000"),
                r -> r.and(EXTENSIONS + ": permessage-deflate; server_max_window_bits"),
                r -> r.and(EXTENSIONS + ": permessage-deflate; client_max_window_bits"),
                r -> r.and(EXTENSIONS + ": permessage-deflate; x=1"));
        fails(
                extensions,
                "the server names an extension that was not offered, or one twice",
                r -> r.and(EXTENSIONS + ": permessage-deflate, permessage-deflate"));
        fails(
                extensions,
                "the server's Sec-WebSocket-Extensions is malformed",
                r -> r.and(EXTENSIONS + ": permessage-deflate;;"),
                r -> r.and(EXTENSIONS + ": "));
        Row plain = rows.row(217, "an extension where none was offered")
                .client()
                .set("ws.extensions.permessage-deflate.enabled", false);
        fails(
                plain,
                "the server chose an extension that was not offered",
                r -> r.and(EXTENSIONS + ": permessage-deflate"));
        Row protocols = rows.row(218, "subprotocol not offered, or two")
                .client()
                .options(options -> options.subprotocols("a", "b"))
                .when(answering(r -> r.and(PROTOCOL + ": b")), new Opens());
        fails(
                protocols,
                "the server chose a subprotocol that was not offered",
                r -> r.and(PROTOCOL + ": c"),
                r -> r.and(PROTOCOL + ": A"),
                r -> r.and(PROTOCOL + ": a, b"),
                r -> r.and(PROTOCOL + ": a", PROTOCOL + ": b"),
                r -> r.and(PROTOCOL + ": "));
    }

    private static void frames(Rows rows) {
        rows.row(220, "masked frame from the server")
                .client()
                .when(
                        play -> play.open()
                                .send(Frame.text("masked").masked(true).bytes()),
                        Closes.of(Violation.MASKED_FRAME));
        Row early = rows.row(221, "frames in the segment of the 101, cut at every offset")
                .client()
                .cut(Cut.WHOLE)
                .when(
                        play -> play.sendTogether(play.agreement(), Frame.text("early"), Frame.text("too")),
                        new Opens().then(Frame.text("early"), Frame.text("too")));
        for (int offset = 1; offset < 145; offset += Rows.times(9, 1)) {
            int at = offset;
            early.when(
                    play -> {
                        String all = play.agreement()
                                + new String(play.peer().bytes(Frame.text("early")), StandardCharsets.ISO_8859_1);
                        int cut = Math.min(at, all.length() - 1);
                        play.say(all.substring(0, cut));
                        play.settle();
                        play.say(all.substring(cut));
                    },
                    new Opens().then(Frame.text("early")));
        }
    }

    /** Each of these answers makes the connect fail. */
    @SafeVarargs
    private static void fails(Row row, String sentence, Function<Response, Object>... answers) {
        for (Function<Response, Object> answer : answers) {
            row.when(answering(answer), new ConnectFails(101, sentence));
        }
    }

    private static void injecting(Play play) throws Exception {
        for (String evil : List.of("a\rb", "a\nb", "a\u0000b", "a\r\nX: b")) {
            refused(() -> ClientOptions.DEFAULTS.header("X", evil));
            refused(() -> ClientOptions.DEFAULTS.header("X" + evil, "b"));
            refused(() -> ClientOptions.DEFAULTS.subprotocols(evil));
            refused(() -> URI.create("ws://row.example/" + evil));
        }
        play.open();
    }

    private static void refused(Runnable call) {
        try {
            call.run();
        } catch (IllegalArgumentException expected) {
            return;
        }
        throw new AssertionError("an injection was taken");
    }
}
