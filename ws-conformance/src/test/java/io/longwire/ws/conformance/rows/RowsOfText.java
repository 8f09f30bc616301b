package io.longwire.ws.conformance.rows;

import static io.longwire.ws.conformance.rows.Heads.FIN;

import io.longwire.ws.WebSocket;
import io.longwire.ws.codec.Violation;
import io.longwire.ws.conformance.Frame;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Section G, text and UTF-8 (RFC 6455, 8.1; RFC 3629). */
final class RowsOfText {
    private static final Closes NOT_UTF8 = Closes.of(Violation.TEXT_NOT_UTF8);
    private static final HexFormat HEX = HexFormat.of();

    private RowsOfText() {}

    static void declare(Rows rows) {
        wrong(rows);
        unchanged(rows);
        rows.row(141, "invalid UTF-8 that only inflation shows")
                .bothRoles()
                .when(Compressed.frames(squeezed("fine", "ff")), NOT_UTF8)
                .when(Compressed.frames(Compressed.cut(squeezed("fine and long", "eda080"), 4)), NOT_UTF8)
                .when(
                        play -> { // the rest of the message has not come
                            Frame[] cut = Compressed.cut(squeezed("x".repeat(40) + "y", "ff" + "61".repeat(9000)), 30);
                            Compressed.open(play).send(Arrays.copyOf(cut, cut.length - 1));
                        },
                        NOT_UTF8);
        rows.row(142, "drawn sequences of up to 4 bytes, split anywhere" + Rows.scaled("20,000 of them"))
                .cut(Cut.WHOLE)
                .when(RowsOfText::drawn, new Tallied("as the JDK"));
        rows.row(143, "the application sends an unpaired surrogate")
                .bothRoles()
                .when(
                        play -> {
                            WebSocket socket = play.open().stage().told(0).socket();
                            for (String text :
                                    List.of("\ud800", "a\udc00b", "\udc00\ud800", "x".repeat(9000) + "\ud83d")) {
                                Misuse.refused(() -> socket.sendText(text));
                            }
                        },
                        new Opens());
    }

    private static void wrong(Rows rows) {
        rows.row(134, "invalid UTF-8 in one frame")
                .bothRoles()
                .when(frames(text("cebae1bdb9cf83ceed a080".replace(" ", ""))), NOT_UTF8)
                .when(frames(text("68656c6c6fff")), NOT_UTF8)
                .when(frames(Frame.text("fine"), text("c328")), NOT_UTF8.after(Frame.text("fine")));
        rows.row(135, "invalid byte early in a long frame or an early fragment whose rest has not come")
                .bothRoles()
                .when(
                        play -> {
                            play.open();
                            byte[] all = play.peer().bytes(text("61".repeat(5) + "ff" + "61".repeat(994)));
                            play.send(Arrays.copyOf(all, all.length - 990));
                        },
                        NOT_UTF8)
                .when(
                        play -> {
                            play.open();
                            byte[] all = play.peer().bytes(text("ceba" + "f4908080" + "61".repeat(66_000)));
                            play.send(Arrays.copyOf(all, all.length - 65_999));
                        },
                        NOT_UTF8)
                .when(Input.frames(text("61ff").more()), NOT_UTF8)
                .when(Input.frames(text("f4").more(), next("90").more()), NOT_UTF8)
                .when(
                        Input.frames(
                                text("ce").more(), next("").more(), next("ce").more()),
                        NOT_UTF8);
        Row cut = rows.row(136, "code point cut at the end of the message").bothRoles();
        for (String whole : List.of("c3a9", "e282ac", "f09f9880")) {
            for (int end = 2; end < whole.length(); end += 2) {
                String half = whole.substring(0, end);
                cut.when(frames(text("61" + half)), NOT_UTF8)
                        .when(frames(text("61" + half).more(), next("")), NOT_UTF8)
                        .when(frames(text("61").more(), next(half)), NOT_UTF8);
            }
        }
        Row forms = rows.row(137, "overlong forms, surrogates, above U+10FFFF, lone bytes")
                .bothRoles();
        for (String bytes : List.of(
                "c080 c0af c1bf e08080 e08aaf e09fbf f0808080 f08280af f08fbfbf", // overlong
                "f880808080 f888808080 fbbfbfbfbf fc8080808080 fc8480808080 fdbfbfbfbfbf", // of five and six bytes
                "eda080 edadbf edae80 edb080 edbfbf eda080edb080 edadbfedbfbf", // surrogates
                "f4908080 f5808080 f7bfbfbf", // above U+10FFFF
                "80 bf 8080 80bf80bf c220 e120 f120 e28220 f09f9820 c2c2 e1e1 fe ff feff fffe")) { // lone
            for (String one : bytes.split(" ")) {
                forms.when(frames(text("6b" + one + "6b")), NOT_UTF8);
            }
        }
    }

    private static void unchanged(Rows rows) {
        Row noncharacters = rows.row(138, "non-characters").bothRoles();
        for (int plane = 0; plane <= 16; plane++) {
            echoed(noncharacters, Character.toString(plane << 16 | 0xfffe) + Character.toString(plane << 16 | 0xffff));
        }
        echoed(noncharacters, "\ufdd0\ufdef\ufffd\ud7ff\ue000");
        Row mark = rows.row(139, "leading byte-order mark").bothRoles();
        echoed(mark, "\ufeff");
        echoed(mark, "\ufefftext");
        echoed(mark, "\ufeff\ufefftext");
        StringBuilder controls = new StringBuilder();
        for (char c = 0; c < 0xa0; c++) {
            controls.append(c < 0x20 || c >= 0x7f ? c : "");
        }
        Row control = rows.row(140, "NUL and other controls").bothRoles();
        echoed(control, "\0");
        echoed(control, "a\0b\r\n\u2028\u2029");
        echoed(control, controls.toString());
    }

    private static void echoed(Row row, String text) {
        row.when(Input.frames(Frame.text(text)), new Opens().then(Frame.text(text)));
    }

    private static Frame text(String hex) {
        return Frame.of(Frame.TEXT, HEX.parseHex(hex));
    }

    private static Frame next(String hex) {
        return new Frame(FIN, false, HEX.parseHex(hex));
    }

    private static Input frames(Frame... frames) {
        return Input.frames(frames);
    }

    private static Frame squeezed(String good, String hex) {
        byte[] bad = HEX.parseHex(hex);
        byte[] start = good.getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(start, start.length + bad.length);
        System.arraycopy(bad, 0, all, start.length, bad.length);
        return Compressed.frame(Frame.TEXT, Compressed.alone(all));
    }

    /** Each sequence gets the verdict of the JDK's decoder: the echo, or the end. */
    private static void drawn(Play play) throws Exception {
        play.open();
        Random random = new Random(142);
        for (int i = 0; i < Rows.times(150, 20_000); i++) {
            byte[] bytes = new byte[1 + random.nextInt(4)];
            random.nextBytes(bytes);
            if (random.nextInt(4) > 0) { // most are nearly right
                bytes[0] = (byte) (new int[] {0x41, 0xc3, 0xe2, 0xf0})[bytes.length - 1];
                for (int at = 1; at < bytes.length; at++) {
                    bytes[at] = (byte) (0x80 | bytes[at] & (random.nextInt(8) == 0 ? 0xff : 0x3f));
                }
            }
            int cut = random.nextInt(bytes.length + 1);
            Frame first = Frame.of(Frame.TEXT, Arrays.copyOf(bytes, cut)).more();
            Frame last = new Frame(FIN, false, Arrays.copyOfRange(bytes, cut, bytes.length));
            if (isWellFormed(bytes)) {
                play.send(first, last);
                RowsOfFrames.read(play.peer(), Frame.of(Frame.TEXT, bytes));
            } else {
                Peer other = play.openAnother();
                other.send(first, last);
                RowsOfFrames.read(other, Frame.close(1007, Violation.TEXT_NOT_UTF8.sentence()));
                other.close();
            }
        }
    }

    private static boolean isWellFormed(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }
}
