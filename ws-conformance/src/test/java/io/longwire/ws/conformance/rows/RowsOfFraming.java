package io.longwire.ws.conformance.rows;

import static io.longwire.ws.conformance.rows.Heads.FIN;

import io.longwire.ws.codec.Role;
import io.longwire.ws.codec.Violation;
import io.longwire.ws.conformance.Frame;
import java.util.Arrays;
import java.util.List;

/** Section E, the head of a frame (RFC 6455, 5.2). Where a head alone decides, no more than it, or a part of it, is sent. */
final class RowsOfFraming {
    private static final List<Integer> CONTROLS = List.of(Frame.CLOSE, Frame.PING, Frame.PONG);

    private RowsOfFraming() {}

    static void declare(Rows rows) {
        masks(rows);
        reserved(rows);
        lengths(rows);
        limits(rows);
        controls(rows);
    }

    private static void masks(Rows rows) {
        Row unmasked = rows.row(93, "unmasked frame from a client, masked frame from a server: the first two bytes")
                .bothRoles();
        for (int opcode : List.of(Frame.TEXT, Frame.BINARY, Frame.CONTINUATION, Frame.PING, Frame.PONG, Frame.CLOSE)) {
            for (int length : new int[] {0, 1, 125, 126, 127}) { // the last two are the longer forms
                unmasked.when(
                        play -> {
                            play.open();
                            if (opcode == Frame.CONTINUATION) {
                                play.send(Frame.text("begun").more());
                            }
                            int wrongMask = play.role() == Role.SERVER ? 0 : 0x80;
                            play.send(new byte[] {(byte) (FIN | opcode), (byte) (wrongMask | length)});
                        },
                        new Wrong(Violation.UNMASKED_FRAME, Violation.MASKED_FRAME));
            }
        }
        rows.row(94, "mask key of four zero bytes")
                .when(
                        Input.bytes("8185 00000000 68656c6c6f 0189 00000000 e282acf09f988030 31 8082 00000000 3233"),
                        new Opens().then(Frame.text("hello"), Frame.text("\u20ac\ud83d\ude000123")));
    }

    private static void reserved(Rows rows) {
        Row plain = rows.row(95, "reserved bits without an extension").bothRoles();
        for (int rsv = 1; rsv < 8; rsv++) {
            for (int opcode : List.of(Frame.TEXT, Frame.BINARY, Frame.PING, Frame.PONG, Frame.CLOSE)) {
                Frame wrong = new Frame(FIN | rsv << 4 | opcode, false, new byte[opcode == Frame.CLOSE ? 0 : 3]);
                plain.when(Input.frames(wrong), Closes.of(Violation.RESERVED_BIT));
            }
            Frame next = new Frame(FIN | rsv << 4, false, new byte[] {'a'});
            plain.when(Input.frames(Frame.text("a").more(), next), Closes.of(Violation.RESERVED_BIT));
            Frame middle = next.more();
            plain.when(Input.frames(Frame.text("a").more(), middle), Closes.of(Violation.RESERVED_BIT));
        }
        Row opcodes = rows.row(98, "reserved opcodes").bothRoles();
        for (int opcode : new int[] {3, 4, 5, 6, 7, 11, 12, 13, 14, 15}) {
            Frame empty = Frame.of(opcode, new byte[0]);
            Frame full = Frame.of(opcode, new byte[] {'a', 'b'});
            for (Frame frame : List.of(empty, full, empty.more())) {
                opcodes.when(Input.frames(frame), Closes.of(Violation.RESERVED_OPCODE));
            }
            opcodes.when(Input.frames(Frame.text("a").more(), full), Closes.of(Violation.RESERVED_OPCODE))
                    .when(
                            Input.frames(Frame.text("a"), full),
                            Closes.of(Violation.RESERVED_OPCODE).after(Frame.text("a")));
        }
    }

    private static void lengths(Rows rows) {
        Row long16 = rows.row(99, "length not in its shortest form").bothRoles();
        for (int opcode : List.of(Frame.TEXT, Frame.BINARY)) {
            for (long length : new long[] {0, 1, 125}) {
                long16.when(Heads.sent(FIN | opcode, 16, length), Closes.of(Violation.LENGTH_NOT_MINIMAL));
            }
            for (long length : new long[] {0, 125, 126, 65_535}) {
                long16.when(Heads.sent(FIN | opcode, 64, length), Closes.of(Violation.LENGTH_NOT_MINIMAL));
            }
        }
        rows.row(100, "64-bit length with the top bit set, without a masking key")
                .bothRoles()
                .when(Heads.sent(FIN | Frame.TEXT, 64, Long.MIN_VALUE), Closes.of(Violation.LENGTH_TOP_BIT))
                .when(Heads.sent(FIN | Frame.BINARY, 64, -1), Closes.of(Violation.LENGTH_TOP_BIT))
                .when(Heads.sent(Frame.BINARY, 64, Long.MIN_VALUE | 5), Closes.of(Violation.LENGTH_TOP_BIT));
        Row huge = rows.row(101, "huge lengths of which nothing follows")
                .bothRoles()
                .set("ws.limits.frame", 65_535);
        for (long length : new long[] {65_536, (1L << 31) - 1, 1L << 31, 1L << 32, 1L << 40, Long.MAX_VALUE}) {
            huge.when(Heads.sent(FIN | Frame.BINARY, 64, length), Closes.of(Violation.FRAME_TOO_BIG))
                    .when(Heads.sent(Frame.TEXT, 64, length), Closes.of(Violation.FRAME_TOO_BIG));
        }
    }

    private static void limits(Rows rows) {
        Row whole = limited(rows.row(102, "exactly each limit, and one more: the head alone"));
        for (int opcode : List.of(Frame.TEXT, Frame.BINARY)) {
            Frame most = Frame.of(opcode, letters(1000));
            Frame next = new Frame(FIN, false, letters(1000));
            Frame both = Frame.of(opcode, letters(2000));
            whole.when(Input.frames(most), new Opens().then(most))
                    .when(Input.frames(most.more(), next), new Opens().then(both))
                    .when(Heads.sent(FIN | opcode, 16, 1001), Closes.of(Violation.FRAME_TOO_BIG))
                    .when(tooLong(most.more(), next.more()), Closes.of(Violation.MESSAGE_TOO_BIG));
        }
        Row streamed = limited(rows.row(102, "the same sizes to a receiver of parts, which has no limit on sizes"))
                .handler(Parts::new);
        for (int opcode : List.of(Frame.TEXT, Frame.BINARY)) {
            Frame large = Frame.of(opcode, letters(1001));
            Frame three = Frame.of(opcode, letters(3000));
            Frame next = new Frame(FIN, false, letters(1000));
            streamed.when(Input.frames(large), new Opens().then(large))
                    .when(
                            Input.frames(Frame.of(opcode, letters(1000)).more(), next.more(), next),
                            new Opens().then(three));
        }
    }

    private static Row limited(Row row) {
        return row.bothRoles().set("ws.limits.frame", 1000).set("ws.limits.message", 2000);
    }

    private static Input tooLong(Frame... full) {
        return play -> {
            play.open().send(full);
            play.send(Heads.of(play.role(), FIN, 7, 1));
        };
    }

    private static byte[] letters(int count) {
        byte[] letters = new byte[count];
        Arrays.fill(letters, (byte) 'e');
        return letters;
    }

    private static void controls(Rows rows) {
        Row tooLong = rows.row(103, "control frame with a longer form of its length: the first two bytes")
                .bothRoles();
        Row fragmented = rows.row(104, "control frame without FIN").bothRoles();
        for (int opcode : CONTROLS) {
            for (int length : new int[] {126, 127}) {
                tooLong.when(Heads.sent(FIN | opcode, 7, length), Closes.of(Violation.CONTROL_TOO_LONG));
            }
            for (long value : new long[] {0, 125, 126, 65_535}) {
                tooLong.when(Heads.sent(FIN | opcode, 16, value), Closes.of(Violation.CONTROL_TOO_LONG))
                        .when(Heads.sent(FIN | opcode, 64, value), Closes.of(Violation.CONTROL_TOO_LONG));
            }
            tooLong.when(Heads.sent(FIN | opcode, 64, -1), Closes.of(Violation.CONTROL_TOO_LONG));
            Frame part = Frame.of(opcode, new byte[0]).more();
            fragmented
                    .when(Input.frames(part), Closes.of(Violation.CONTROL_FRAGMENTED))
                    .when(Input.frames(Frame.text("a").more(), part), Closes.of(Violation.CONTROL_FRAGMENTED));
        }
    }
}
