package io.longwire.ws.conformance.rows;

import static io.longwire.ws.conformance.rows.Heads.FIN;
import static io.longwire.ws.conformance.rows.RowsOfFrames.read;

import io.longwire.ws.CloseReason;
import io.longwire.ws.codec.Violation;
import io.longwire.ws.conformance.Frame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Section H, Close frames of the peer (RFC 6455, 5.5.1 and 7.4). */
final class RowsOfClose {
    private RowsOfClose() {}

    static void declare(Rows rows) {
        rows.row(144, "close without payload")
                .bothRoles()
                .when(Input.frames(Frame.of(Frame.CLOSE, new byte[0])), Course.answersEmptyClose());
        rows.row(145, "close with a payload of one byte: the first two bytes")
                .bothRoles()
                .when(Heads.sent(FIN | Frame.CLOSE, 7, 1), Closes.of(Violation.CLOSE_ONE_BYTE));
        codes(rows);
        texts(rows);
        afterwards(rows);
        misused(rows);
    }

    private static void codes(Rows rows) {
        String drawn = Rows.scaled("all of them");
        Row forbidden = rows.row(146, "codes that may not be sent" + drawn).bothRoles();
        Row allowed = rows.row(147, "codes that may be sent" + drawn).bothRoles();
        Row beyond = rows.row(148, "codes from 5000" + drawn).bothRoles();
        for (int code : each(997, 0, 999)) {
            refused(forbidden, code);
        }
        for (int code : List.of(1004, 1005, 1006, 1015)) {
            refused(forbidden, code);
        }
        for (int code : each(211, 1016, 2999)) {
            refused(forbidden, code);
        }
        for (int code : List.of(1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014)) {
            answered(allowed, code);
        }
        for (int code : each(331, 3000, 4999)) {
            answered(allowed, code);
        }
        for (int code : each(7919, 5000, 65_535)) {
            refused(beyond, code);
        }
        refused(beyond, 32_767);
        refused(beyond, 32_768);
        if (Rows.FULL) {
            all(forbidden, 0, 999);
            all(forbidden, 1016, 2999);
            all(allowed, 3000, 4999);
            all(beyond, 5000, 65_535);
        }
    }

    private static Set<Integer> each(int step, int first, int last) {
        Set<Integer> codes = new TreeSet<>(List.of(first, last));
        for (int code = first; code < last; code += step) {
            codes.add(code);
        }
        return codes;
    }

    private static void refused(Row row, int code) {
        row.when(Input.frames(Frame.close(code, "why")), Closes.of(Violation.CLOSE_CODE));
    }

    private static void answered(Row row, int code) {
        row.when(Input.frames(Frame.close(code, "why")), Course.answersClose(code, "why"));
    }

    /** Each code of a range on a connection of its own, with no more than a look at the answer. */
    private static void all(Row row, int first, int last) {
        row.when(
                play -> {
                    play.open();
                    for (int code = first; code <= last; code++) {
                        Peer peer = play.openAnother();
                        peer.send(Frame.close(code, ""));
                        read(
                                peer,
                                CloseReason.isSendable(code)
                                        ? Frame.close(code, "")
                                        : Frame.close(1002, Violation.CLOSE_CODE.sentence()));
                        peer.reset();
                    }
                },
                new Tallied("each"));
    }

    private static void texts(Rows rows) {
        Row wrong = rows.row(149, "close text that is not UTF-8").bothRoles();
        for (String bytes : List.of("c328", "ff", "eda080", "61e282", "c080", "f4908080")) {
            byte[] text = HexFormat.of().parseHex(bytes);
            ByteBuffer body =
                    ByteBuffer.allocate(2 + text.length).putShort((short) 1000).put(text);
            wrong.when(Input.frames(Frame.of(Frame.CLOSE, body.array())), Closes.of(Violation.CLOSE_TEXT_NOT_UTF8));
        }
        String longest = "\u20ac".repeat(41);
        rows.row(150, "close text of 123 bytes, and of 124")
                .bothRoles()
                .when(Input.frames(Frame.close(1000, longest)), Course.answersClose(1000, longest))
                .when(Input.frames(Frame.close(1000, longest + "x")), Closes.of(Violation.CONTROL_TOO_LONG));
    }

    private static void afterwards(Rows rows) {
        Frame close = Frame.close(1000, "");
        Frame reserved = new Frame(0xf3, false, new byte[10]);
        byte[] noise = RowsOfFrames.noise(2 * 1024 * 1024, 151);
        rows.row(151, "text, ping, invalid frames and 2 MiB of noise after the peer's Close")
                .bothRoles()
                .when(
                        Input.frames(close, Frame.text("late"), Frame.ping("late"), reserved),
                        Course.answersClose(1000, ""))
                .when(
                        play -> {
                            play.open().send(close);
                            read(play.peer(), close);
                            play.send(Frame.text("late"), Frame.ping("late"), reserved);
                            play.peer().fin();
                        },
                        ended())
                .when(
                        play -> {
                            play.open().send(close);
                            read(play.peer(), close);
                            play.send(noise); // nobody says FIN and time stands still, so it is the noise that ends it
                            complainUnlessOver(play);
                        },
                        ended());
        rows.row(152, "two Close frames")
                .bothRoles()
                .when(Input.frames(close, Frame.close(1001, "more")), Course.answersClose(1000, ""))
                .when(Input.frames(close, Frame.close(1005, "")), Course.answersClose(1000, ""));
        rows.row(153, "close, then the client waits for our FIN")
                .when(Input.frames(close), Course.answersClose(1000, "").patient());
        Frame text = Frame.of(Frame.TEXT, "e".repeat(256 * 1024).getBytes(StandardCharsets.US_ASCII));
        rows.row(167, "text of 256 KiB, close and ping in one burst")
                .bothRoles()
                .set("ws.outbound.pause-reading", false)
                .handler(Echo::new)
                .when(
                        Input.frames(text, close, Frame.ping("late")),
                        Course.answersClose(1000, "").after(text));
    }

    /** The connection is over when the peer's Close was answered; what the input has read is not read again. */
    private static Expected ended() {
        return new Behaves("OK", (play, complaints) -> {
                    play.peer().awaitEnd();
                    complaints.equal("shape", play.stage().told(0).ends(), List.of("closed 1000  by PEER"));
                    complaints.equal("shape", play.stage().told(0).messages(), List.of());
                })
                .counting("ws.connections.opened", 1)
                .counting("ws.connections.closed{by=peer,code=1000}", 1);
    }

    private static void complainUnlessOver(Play play) throws Exception {
        play.stage().told(0).awaitEnd();
    }

    private static void misused(Rows rows) {
        rows.row(163, "close codes and texts that may not be sent, by the application")
                .bothRoles()
                .when(
                        play -> {
                            play.open();
                            for (int code :
                                    new int[] {0, 999, 1004, 1005, 1006, 1015, 2999, 5000, 70_000, -1, 66_536}) {
                                Misuse.refused(() -> CloseReason.of(code));
                            }
                            for (String text :
                                    List.of("x".repeat(124), "\u20ac".repeat(41) + "\u00e9", "\ud83d", "a\udc00")) {
                                Misuse.refused(() -> new CloseReason(1000, text));
                            }
                        },
                        new Opens())
                .when(
                        play -> {
                            char[] reused = "first text".toCharArray();
                            CloseReason reason = new CloseReason(4000, new String(reused));
                            Arrays.fill(reused, '!');
                            play.open().stage().told(0).socket().close(reason);
                        },
                        Course.closes(4000, "first text"));
    }
}
