package io.longwire.ws.conformance.rows;

import static io.longwire.ws.conformance.rows.Heads.FIN;
import static io.longwire.ws.conformance.rows.RowsOfFrames.noise;

import io.longwire.ws.codec.Role;
import io.longwire.ws.codec.Violation;
import io.longwire.ws.conformance.Frame;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Section I, what a compressing peer sends (RFC 7692, 7.2), and the bits that say so (6). */
final class RowsOfCompression {
    private static final String THRESHOLD = "ws.extensions.permessage-deflate.threshold";
    private static final int NEVER = 1 << 30;
    private static final Closes CORRUPT = Closes.of(Violation.EXTENSION_PAYLOAD);

    private RowsOfCompression() {}

    static void declare(Rows rows) {
        bits(rows);
        corrupt(rows);
        windows(rows);
        blocks(rows);
        rows.row(180, "plain and compressed messages by turns")
                .bothRoles()
                .when(
                        play -> {
                            Compressed peer = new Compressed();
                            byte[] text = "the same text, again".getBytes(StandardCharsets.US_ASCII);
                            for (int i = 0; i < 3; i++) {
                                Compressed.open(play).send(Compressed.frame(Frame.TEXT, peer.deflate(text)));
                                play.send(Frame.text("plain " + i));
                            }
                            peer.end();
                        },
                        new Opens()
                                .then(Frame.text("the same text, again"), Frame.text("plain 0"))
                                .then(Frame.text("the same text, again"), Frame.text("plain 1"))
                                .then(Frame.text("the same text, again"), Frame.text("plain 2")));
        Row edges = rows.row(181, "inflated sizes round the size of a step")
                .bothRoles()
                .handler(Echo::new)
                .set(THRESHOLD, NEVER);
        for (int size : new int[] {16_383, 16_384, 16_385, 32_767, 32_768, 32_769, 65_536}) {
            Frame random = Frame.of(Frame.BINARY, noise(size, size));
            Frame even = Frame.of(
                    Frame.BINARY, "step ".repeat(size).substring(0, size).getBytes(StandardCharsets.US_ASCII));
            for (Frame plain : List.of(random, even)) {
                Frame whole = Compressed.frame(plain.opcode(), Compressed.alone(plain.payload()));
                edges.when(Compressed.frames(whole), new Opens().then(plain))
                        .when(Compressed.frames(Compressed.cut(whole, 5000)), new Opens().then(plain));
            }
        }
    }

    private static void bits(Rows rows) {
        Closes reserved = Closes.of(Violation.RESERVED_BIT);
        Row misplaced = rows.row(96, "RSV1 on a continuation and on control frames, with compression")
                .bothRoles();
        Frame begun = Compressed.text("begun").more();
        for (Frame first : List.of(begun, Frame.text("begun").more())) {
            Frame next = new Frame(0xc0, false, new byte[] {0});
            misplaced.when(Compressed.frames(first, next), reserved);
            misplaced.when(Compressed.frames(first, next.more()), reserved);
        }
        Row others = rows.row(97, "RSV2 and RSV3, with compression").bothRoles();
        for (int opcode : List.of(Frame.CLOSE, Frame.PING, Frame.PONG)) {
            Frame control = new Frame(0xc0 | opcode, false, new byte[0]);
            misplaced
                    .when(Compressed.frames(control), reserved)
                    .when(Compressed.frames(control.more()), reserved)
                    .when(Compressed.frames(begun, control.more()), reserved);
        }
        for (int rsv : new int[] {1, 2, 3, 5, 6, 7}) {
            for (int opcode : List.of(Frame.TEXT, Frame.BINARY, Frame.CLOSE, Frame.PING, Frame.PONG)) {
                others.when(Compressed.frames(new Frame(FIN | rsv << 4 | opcode, false, new byte[0])), reserved);
            }
            others.when(Compressed.frames(begun, new Frame(FIN | rsv << 4, false, new byte[0])), reserved);
        }
        rows.row(179, "RSV1 where compression was not agreed")
                .bothRoles()
                .when(Input.frames(Compressed.text("hello")), reserved)
                .when(Input.frames(Frame.text("plain"), Compressed.text("hello")), reserved.after(Frame.text("plain")));
        rows.row(179, "RSV1 where compression was declined")
                .when(
                        play -> play.open(new Opens(), "Sec-WebSocket-Extensions: permessage-deflate; x=1")
                                .send(Compressed.text("hello")),
                        reserved);
    }

    private static void corrupt(Rows rows) {
        Row corrupt = rows.row(173, "corrupt compressed data").bothRoles();
        for (String bytes : List.of("06", "07", "fcffffff", "00050000006162636465", "04c0000000000000")) {
            corrupt.when(Compressed.frames(Compressed.frame(Frame.TEXT, bytes)), CORRUPT);
            Frame whole = Compressed.frame(Frame.BINARY, bytes);
            corrupt.when(Compressed.frames(Compressed.cut(whole, 1)), CORRUPT);
        }
        for (int seed = 0; seed < Rows.times(10, 1000); seed++) {
            byte[] random = noise(60, seed);
            random[0] |= 6; // a block of the reserved type, soon or late
            corrupt.when(Compressed.frames(Compressed.frame(Frame.BINARY, random)), CORRUPT);
        }
        Row cut = rows.row(174, "compressed data cut short").bothRoles();
        byte[] fixed = Compressed.alone("cut short, and not delivered".getBytes(StandardCharsets.US_ASCII));
        byte[] dynamic = Compressed.alone(HexFormat.of().formatHex(noise(60, 1)).getBytes(StandardCharsets.US_ASCII));
        for (byte[] whole : List.of(fixed, dynamic)) {
            for (int end = 1; end < whole.length - 1; end += Math.max(1, whole.length / 20)) {
                cut.when(Compressed.frames(Compressed.frame(Frame.TEXT, Arrays.copyOf(whole, end))), CORRUPT);
            }
        }
    }

    private static void windows(Rows rows) {
        byte[] known = noise(2000, 177);
        byte[] start = Arrays.copyOf(known, 100);
        rows.row(177, "reference to before the window, and to a context that was to be dropped")
                .bothRoles()
                .when(Compressed.frames(Compressed.frame(Frame.BINARY, Compressed.after(start, start))), CORRUPT)
                .when(
                        play -> {
                            Compressed peer = new Compressed();
                            Compressed.open(play, Compressed.peerAlone(play.role()));
                            play.send(Compressed.frame(Frame.BINARY, peer.deflate(start)));
                            play.send(Compressed.frame(Frame.BINARY, peer.deflate(start)));
                            peer.end();
                        },
                        CORRUPT.after(Frame.binary(start)))
                .when(Compressed.frames(Compressed.binary(start)), new Opens().then(Frame.binary(start)));
        byte[] far = Arrays.copyOf(known, 2100);
        System.arraycopy(start, 0, far, 2000, 100);
        rows.row(178, "a larger window than agreed")
                .bothRoles()
                .set(THRESHOLD, NEVER)
                .when(
                        play -> {
                            Compressed peer = new Compressed();
                            openSmall(play).send(Compressed.frame(Frame.BINARY, peer.deflate(known)));
                            play.send(Compressed.frame(Frame.BINARY, peer.deflate(start)));
                            peer.end();
                        },
                        CORRUPT.after(Frame.binary(known)))
                .when(
                        play -> openSmall(play)
                                .send(Compressed.binary(far)), // inside a message zlib's window is what it is
                        new Opens().then(Frame.binary(far)));
    }

    private static Play openSmall(Play play) throws Exception {
        return Compressed.open(
                play, play.role() == Role.SERVER ? "client_max_window_bits=9" : "server_max_window_bits=9");
    }

    private static void blocks(Rows rows) {
        byte[] hello = Compressed.finished("hello ");
        byte[] world = Compressed.alone("world".getBytes(StandardCharsets.US_ASCII));
        byte[] both = Arrays.copyOf(hello, hello.length + world.length);
        System.arraycopy(world, 0, both, hello.length, world.length);
        rows.row(175, "final block inside a message, more blocks after it")
                .bothRoles()
                .when(
                        Compressed.frames(
                                Compressed.frame(Frame.TEXT, "f348cdc9c9070000"), // RFC 7692, 7.2.3.4
                                Compressed.frame(Frame.TEXT, both),
                                Compressed.frame(Frame.TEXT, hello),
                                Compressed.text("normal")),
                        new Opens()
                                .then(
                                        Frame.text("Hello"),
                                        Frame.text("hello world"),
                                        Frame.text("hello "),
                                        Frame.text("normal")))
                .when(
                        Compressed.frames(Compressed.cut(Compressed.frame(Frame.TEXT, both), 1)),
                        new Opens().then(Frame.text("hello world")));
        Frame nothing = Frame.text("");
        Row empty = rows.row(176, "empty messages, compressed").bothRoles();
        for (String bytes : List.of("00", "", "000000ffff00", "000000ffff000000ffff00", "0200", "0300")) {
            empty.when(Compressed.frames(Compressed.frame(Frame.TEXT, bytes)), new Opens().then(nothing));
        }
        Frame first = Compressed.frame(Frame.TEXT, "").more();
        empty.when(
                        Compressed.frames(
                                first, new Frame(FIN, false, HexFormat.of().parseHex("f248cdc9c90700"))),
                        new Opens().then(Frame.text("Hello"))) // RFC 7692, 7.2.3.1
                .when(Compressed.frames(first, new Frame(FIN, false, new byte[0])), new Opens().then(nothing))
                .when(Compressed.frames(first, new Frame(FIN, false, new byte[1])), new Opens().then(nothing));
    }
}
