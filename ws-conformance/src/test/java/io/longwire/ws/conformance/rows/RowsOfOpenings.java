package io.longwire.ws.conformance.rows;

import static io.longwire.ws.conformance.rows.Input.together;
import static io.longwire.ws.conformance.rows.Request.targets;
import static io.longwire.ws.conformance.rows.Request.valid;
import static io.longwire.ws.conformance.rows.Request.with;

import io.longwire.ws.codec.Violation;
import io.longwire.ws.conformance.Frame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;

/** Section B, the opening handshake: what is around it: early frames, long values, other requests, deadlines, the drain. */
final class RowsOfOpenings {
    private static final String HEALTH = "GET /healthz HTTP/1.1\r\nHost: row.example\r\n\r\n";
    private static final byte[] BIG = new byte[8 * 1024 * 1024];

    private RowsOfOpenings() {}

    static void declare(Rows rows) {
        early(rows);
        longValues(rows);
        hidden(rows);
        others(rows);
    }

    private static void early(Rows rows) {
        Frame big = Frame.binary(new byte[60 * 1024]);
        rows.row(51, "frames in the segment of a valid handshake")
                .when(
                        together(valid(), Frame.text("a"), Frame.text("b"), big),
                        new Opens().then(Frame.text("a"), Frame.text("b"), big));
        Pending pending = new Pending();
        rows.row(51, "frames in the segment, and more, while authorisation takes all of 5 s but a millisecond")
                .server(pending::add)
                .when(
                        play -> {
                            play.sendTogether(valid().target(Pending.PATH), Frame.text("a"));
                            play.advance(Duration.ofMillis(4_999));
                            play.send(Frame.text("b"));
                            play.settle();
                            RowsOfAdmission.requireSilence(play);
                            pending.allow();
                        },
                        new Opens().then(Frame.text("a"), Frame.text("b")));
        rows.row(52, "another HTTP request on an established WebSocket")
                .when(play -> play.open().say(valid()), Closes.of(Violation.RESERVED_BIT));
    }

    private static void longValues(Rows rows) {
        rows.row(54, "cookie of 7 KiB with 3,500 semicolons").gets(new Opens(), with("Cookie: " + "a;".repeat(3500)));
        String protocol = "Sec-WebSocket-Protocol: ";
        String extensions = "Sec-WebSocket-Extensions: ";
        rows.row(55, "long and malformed lists of protocols and extensions")
                .gets(
                        Refusal.of(400),
                        with(protocol + " ".repeat(7000)),
                        with(protocol + ",".repeat(2000)),
                        with(extensions + "a; b=\"" + "\\\\".repeat(3000)),
                        with(extensions + "a; b=" + "\\\"".repeat(3000)),
                        with(extensions + ",".repeat(2000)))
                .gets(
                        new Opens(),
                        with(extensions + "a" + ";b=1".repeat(1000)),
                        with(extensions + "a" + " ".repeat(6000) + ";b"),
                        with(protocol + "a" + " ".repeat(6000)));
    }

    private static void hidden(Rows rows) {
        String separators = new String(new byte[] {(byte) 0xe2, (byte) 0x80, (byte) 0xa8}, StandardCharsets.ISO_8859_1);
        rows.row(56, "escapes, line ends and separators in path, Origin, User-Agent")
                .gets(Refusal.of(400), with("User-Agent: \u001b[31m"), valid().target("/row\u001b[31m"))
                .gets(Refusal.of(400), with("Origin: http://a" + separators))
                .gets(Refusal.of(404), (Object[]) targets("/none%0d%0aSet-Cookie:a", "/none%1b%5b31m", "/%e2%80%a8"))
                .gets(Refusal.of(403).loud(Noise.WARNING), with("Origin: http://a%0d%0ab"), with("Origin: http://a%1b"))
                .gets(new Opens(), with("User-Agent: a" + separators));
        String token = Secrets.TOKEN;
        rows.row(57, "secrets in Authorization, Cookie and query while errors are provoked")
                .gets(
                        Refusal.of(400),
                        valid().target("/row%?token=" + token),
                        with("Authorization : " + token),
                        with("Cookie: " + token + "\u0001"),
                        with("Sec-WebSocket-Protocol: " + token + ","),
                        with("Origin: http://a/" + token))
                .gets(Refusal.of(404), valid().target("/" + token))
                .gets(Refusal.of(405).with("allow", "GET"), valid().method(token.toUpperCase(Locale.ROOT)))
                .gets(Refusal.of(431), with("X: " + token + "a".repeat(9000)))
                .gets(Refusal.of(505), valid().version("HTTP/3.0"))
                .gets(
                        Refusal.of(403).loud(Noise.WARNING),
                        with("Origin: http://u:" + token + "@row.example"),
                        with("Origin: " + token));
        rows.row(58, "random paths").cut(Cut.WHOLE).when(RowsOfOpenings::randomPaths, Refusal.of(404));
        rows.row(62, "path of an optional feature that is not there")
                .set("ws.server.health", false)
                .gets(Refusal.of(404), (Object[]) targets("/metrics", "/presence", "/fallback", "/healthz", "/readyz"))
                .gets(Refusal.of(404), HEALTH);
    }

    private static void others(Rows rows) {
        rows.row(59, "a health check, then an upgrade on the same connection")
                .when(
                        play -> {
                            play.say(HEALTH);
                            if (!play.peer().readHead().startsWith("HTTP/1.1 200 ")
                                    || !play.peer().readBody(2).equals("ok")) {
                                throw new AssertionError("not healthy");
                            }
                            play.say(valid());
                        },
                        new Opens());
        rows.row(59, "200 pipelined requests, and as many to a peer that does not read")
                .server((builder, handler) -> builder.document("/big", "text/plain", () -> BIG))
                .gets(new Behaves("OK then T", RowsOfOpenings::hundredAnswers), HEALTH.repeat(200))
                .when(
                        RowsOfOpenings::bigAndDeaf,
                        new Behaves("T:RST", RowsOfOpenings::cutOff).counting("ws.handshakes.cut{why=unread}", 1));
        rows.row(60, "handshake during drain")
                .set("ws.server.drain.spread", "1 h")
                .set("ws.server.drain.total", "2 h")
                .when(
                        RowsOfOpenings::drained,
                        Refusal.of(503).with("retry-after", "5").loud(Noise.DEBUG));
        rows.row(61, "client that never reads: its 101 cannot be flushed")
                .server((builder, handler) -> builder.document("/big", "text/plain", () -> BIG))
                .when(
                        play -> {
                            play.peer().send("GET /big HTTP/1.1\r\nHost: row.example\r\n\r\n" + valid());
                            play.advance(Duration.ofSeconds(10));
                        },
                        new Behaves("T:RST", RowsOfOpenings::cutOff).counting("ws.handshakes.cut{why=unread}", 1));
    }

    private static void randomPaths(Play play) throws Exception {
        Random random = new Random(58);
        int known = 0;
        for (int i = 0; i < Rows.times(300, 20_000); i++) {
            Peer peer = i == 0 ? play.peer() : play.another();
            peer.listen()
                    .send(valid().target("/" + Long.toString(random.nextLong(), 36))
                            .toString());
            peer.hearAll();
            peer.close();
            int now = play.stage().side().counters().size();
            if (known != 0 && now != known) {
                throw new AssertionError("a path made a counter of its own");
            }
            known = now;
        }
    }

    private static void hundredAnswers(Play play, Complaints complaints) throws Exception {
        String heard = play.peer().hearAll();
        int answers = heard.split("HTTP/1.1 200 OK\r\n", -1).length - 1;
        complaints.equal("shape", answers, 100);
        complaints.equal("shape", heard.split("Connection: close\r\n", -1).length - 1, 1);
        complaints.equal("shape", play.peer().awaitEnd(), Ears.End.FIN);
    }

    /** Asks for more than the system holds for a peer that does not read, and goes on asking. */
    private static void bigAndDeaf(Play play) throws Exception {
        play.peer().send("GET /big HTTP/1.1\r\nHost: row.example\r\n\r\n" + HEALTH.repeat(200));
        play.advance(Duration.ofSeconds(10));
    }

    private static void cutOff(Play play, Complaints complaints) throws Exception {
        String heard = play.peer().listen().hearAll();
        complaints.equal("shape", play.peer().awaitEnd(), Ears.End.RESET);
        complaints.holds(heard.length() < BIG.length, "shape", "all was heard");
    }

    /** The listener is closed in a drain, but who connected before may still ask. */
    private static void drained(Play play) throws Exception {
        Peer watcher = play.stage().meet(Cut.WHOLE, 0).listen();
        ((OurServer) play.stage().side()).server().stop();
        String ready = "GET /readyz HTTP/1.1\r\nHost: row.example\r\n\r\n";
        for (Answer answer = ask(watcher, ready); answer.status() == 200; answer = ask(watcher, ready)) {
            // the next answer tells, or the one after it
        }
        watcher.close();
        play.leavesTimers(play.stage().neighbours()); // each is closed within the drain's spread
        play.say(valid());
    }

    private static Answer ask(Peer peer, String request) throws Exception {
        peer.send(request);
        Answer answer = Answer.of(peer.readHead());
        peer.readBody(Integer.parseInt(answer.header("content-length")));
        return answer;
    }
}
