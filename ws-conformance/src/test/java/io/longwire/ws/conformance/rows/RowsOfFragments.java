package io.longwire.ws.conformance.rows;

import static io.longwire.ws.conformance.rows.Heads.FIN;
import static io.longwire.ws.conformance.rows.RowsOfFrames.read;

import io.longwire.ws.codec.Violation;
import io.longwire.ws.conformance.Frame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Section F, messages in fragments (RFC 6455, 5.4). */
final class RowsOfFragments {
    private static final Frame BEGUN = Frame.text("a").more();
    private static final Frame NEXT = new Frame(0, false, new byte[] {'b'});
    private static final Frame LAST = new Frame(FIN, false, new byte[] {'c'});

    private RowsOfFragments() {}

    static void declare(Rows rows) {
        order(rows);
        control(rows);
        sizes(rows);
        counts(rows);
        rows.row(128, "code point split over fragments, empty ones in between")
                .bothRoles()
                .when(Input.frames(split("\u00e9")), new Opens().then(Frame.text("\u00e9")))
                .when(Input.frames(split("\u20ac")), new Opens().then(Frame.text("\u20ac")))
                .when(Input.frames(split("\ud83d\ude00")), new Opens().then(Frame.text("\ud83d\ude00")));
        rows.row(129, "one fragment and a ping every 20 s, never finished")
                .bothRoles()
                .when(RowsOfFragments::dripping, Closes.of(Violation.MESSAGE_TIMEOUT));
        rows.row(132, "limits lowered by a reload while a message is half received")
                // There is no reload within a connection: who is open keeps the old limit, for every message.
                .shownBy("ReloadTest", "anOpenConnectionKeepsItsLimitsAndANewOneHasTheNewOnes");
    }

    private static void order(Rows rows) {
        Closes nothing = Closes.of(Violation.NOTHING_TO_CONTINUE);
        rows.row(119, "continuation with nothing to continue")
                .bothRoles()
                .when(Input.frames(LAST), nothing)
                .when(Input.frames(NEXT), nothing)
                .when(Input.frames(new Frame(FIN, false, new byte[0])), nothing)
                .when(Input.frames(Frame.text("whole"), LAST), nothing.after(Frame.text("whole")))
                .when(Input.frames(Frame.ping("a"), NEXT), nothing.after(Frame.pong("a")))
                .when(Input.frames(BEGUN, LAST, LAST), nothing.after(Frame.text("ac")));
        Row inside = rows.row(120, "new message inside a fragmented one").bothRoles();
        for (Frame first : List.of(BEGUN, Frame.binary((byte) 1).more())) {
            for (Frame second : List.of(
                    Frame.text("x"),
                    Frame.binary((byte) 2),
                    BEGUN,
                    Frame.binary().more())) {
                inside.when(Input.frames(first, second), Closes.of(Violation.MESSAGE_INSIDE_MESSAGE))
                        .when(Input.frames(first, NEXT, second), Closes.of(Violation.MESSAGE_INSIDE_MESSAGE));
            }
        }
    }

    private static void control(Rows rows) {
        rows.row(121, "ping, pong and close between fragments")
                .bothRoles()
                .when(
                        play -> {
                            play.open().send(BEGUN, Frame.ping("now"));
                            read(play.peer(), Frame.pong("now"));
                            play.send(NEXT, Frame.pong("unasked"), Frame.ping(""), LAST);
                        },
                        new Opens().then(Frame.pong(""), Frame.text("abc")))
                .when(Input.frames(BEGUN, Frame.close(1000, "")), answersInMessage(1000, ""));
        rows.row(122, "close inside a fragmented message")
                .bothRoles()
                .when(
                        Input.frames(
                                Frame.of(Frame.BINARY, new byte[40_000]).more(),
                                new Frame(0, false, new byte[40_000]),
                                Frame.close(4000, "enough"),
                                LAST),
                        answersInMessage(4000, "enough"));
        Frame[] pings = new Frame[1001];
        Frame[] pongs = new Frame[1001];
        Arrays.fill(pings, Frame.ping("p"));
        Arrays.fill(pongs, Frame.pong("p"));
        rows.row(130, "ping flood between fragments")
                .bothRoles()
                .when(
                        play -> {
                            play.open().send(BEGUN);
                            play.send(Arrays.copyOf(pings, 900));
                            play.send(LAST);
                        },
                        new Opens().then(Arrays.copyOf(pongs, 900)).then(Frame.text("ac")))
                .when(
                        play -> {
                            play.open().send(BEGUN);
                            play.send(pings);
                        },
                        Closes.of(Violation.CONTROL_RATE).after(pongs));
    }

    /** The message that was begun is dropped, and counted. */
    private static Course answersInMessage(int code, String text) {
        return Course.answersClose(code, text).counting("ws.inbound.dropped", 1);
    }

    private static void sizes(Rows rows) {
        Row endless = rows.row(123, "continuations for ever, each below the limit of a frame")
                .bothRoles()
                .set("ws.limits.frame", 4000)
                .set("ws.limits.message", 10_000);
        for (int opcode : List.of(Frame.TEXT, Frame.BINARY)) {
            byte[] letters = "e".repeat(4000).getBytes(StandardCharsets.US_ASCII);
            endless.when(
                    play -> {
                        play.open().send(Frame.of(opcode, letters).more(), new Frame(0, false, letters));
                        play.send(Heads.of(play.role(), 0, 16, 2001));
                    },
                    Closes.of(Violation.MESSAGE_TOO_BIG));
        }
        byte[] noise = RowsOfFrames.noise(16_000, 3);
        endless.when(
                play -> Compressed.open(play)
                        .send(Compressed.cut(Compressed.frame(Frame.BINARY, Compressed.alone(noise)), 1000)),
                Closes.of(Violation.MESSAGE_TOO_BIG));
        Row unlimited = rows.row(131, "no limits, and fragments whose sum passes 2^31")
                .bothRoles()
                .set("ws.limits.frame", "unlimited")
                .set("ws.limits.message", "unlimited");
        for (Frame first : List.of(BEGUN, Frame.of(Frame.BINARY, new byte[100]).more())) {
            long most = Integer.MAX_VALUE - first.payload().length;
            unlimited
                    .when(announced(first, most + 1), Closes.of(Violation.MESSAGE_TOO_BIG))
                    .when(announced(first, Long.MAX_VALUE), Closes.of(Violation.MESSAGE_TOO_BIG))
                    .when(
                            play -> {
                                announced(first, most).run(play);
                                play.settle();
                                RowsOfEndings.stillOpen(play);
                                play.peer().fin();
                            },
                            Course.lost());
        }
        rows.row(127, "message in writes of one byte" + Rows.scaled("1 MiB"))
                .handler(Echo::new)
                .cut(Cut.BYTE_BY_BYTE)
                .when(
                        Input.frames(Frame.of(Frame.BINARY, new byte[Rows.times(8 * 1024, 1024 * 1024)])),
                        new Opens().then(Frame.of(Frame.BINARY, new byte[Rows.times(8 * 1024, 1024 * 1024)])));
    }

    private static Input announced(Frame first, long length) {
        return play -> {
            play.open().send(first);
            play.send(Heads.of(play.role(), FIN, 64, length));
        };
    }

    private static void counts(Rows rows) {
        Closes many = Closes.of(Violation.TOO_MANY_FRAGMENTS);
        rows.row(124, "fragments of one byte")
                .bothRoles()
                .when(Input.frames(fragments(BEGUN, NEXT, 4097)), many)
                .when(
                        Input.frames(fragments(BEGUN, NEXT, 4095, LAST)),
                        new Opens().then(Frame.text("a" + "b".repeat(4094) + "c")));
        Frame none = Frame.text("").more();
        Frame nothing = new Frame(0, false, new byte[0]);
        rows.row(125, "fragments without bytes for ever")
                .bothRoles()
                .when(Input.frames(fragments(none, nothing, 4097)), many)
                .when(Input.frames(none, nothing, nothing, LAST), new Opens().then(Frame.text("c")));
        int count = Rows.times(20_000, 100_000);
        rows.row(126, count + " fragments where so many may come" + Rows.scaled("100,000"))
                .handler(Echo::new)
                .set("ws.limits.fragments", count)
                .when(
                        Input.frames(fragments(BEGUN, NEXT, count - 1, LAST)),
                        new Opens().then(Frame.text("a" + "b".repeat(count - 2) + "c")));
    }

    /** So many frames, then others. */
    private static Frame[] fragments(Frame first, Frame next, int count, Frame... then) {
        List<Frame> all = new ArrayList<>();
        all.add(first);
        while (all.size() < count) {
            all.add(next);
        }
        all.addAll(List.of(then));
        return all.toArray(Frame[]::new);
    }

    /** Each byte a fragment, with empty ones around it. */
    private static Frame[] split(String text) {
        List<Frame> all = new ArrayList<>();
        all.add(Frame.text("").more());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            all.add(new Frame(0, false, new byte[] {b}));
            all.add(new Frame(0, false, new byte[0]));
        }
        all.add(new Frame(FIN, false, new byte[0]));
        return all.toArray(Frame[]::new);
    }

    private static void dripping(Play play) throws Exception {
        play.open().send(BEGUN);
        for (int i = 0; i < 2; i++) {
            play.advance(Duration.ofSeconds(20));
            play.send(NEXT, Frame.ping("alive"));
            read(play.peer(), Frame.pong("alive"));
        }
        play.advance(Duration.ofMillis(19_999));
        RowsOfEndings.stillOpen(play);
        play.advance(Duration.ofMillis(1));
    }
}
