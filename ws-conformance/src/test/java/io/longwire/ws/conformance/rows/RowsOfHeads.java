package io.longwire.ws.conformance.rows;

import static io.longwire.ws.conformance.rows.Request.each;
import static io.longwire.ws.conformance.rows.Request.instead;
import static io.longwire.ws.conformance.rows.Request.valid;
import static io.longwire.ws.conformance.rows.Request.with;

import java.time.Duration;

/** Section B, the opening handshake: the bytes of a request's head (RFC 9112, 2 to 5). */
final class RowsOfHeads {
    private static final char[] CONTROLS = {0, 1, 7, 8, 0x0b, 0x0c, 0x0e, 0x1b, 0x1f, 0x7f};

    private RowsOfHeads() {}

    static void declare(Rows rows) {
        rows.row(18, "valid handshake, one byte per write")
                .cut(Cut.BYTE_BY_BYTE)
                .gets(new Opens(), valid(), ofSize(8192));
        rows.row(19, "one header byte every 5 s").when(play -> dripping(play, 1), Refusal.of(408));
        rows.row(20, "many that do row 19" + Rows.scaled("1,000"))
                .cut(Cut.WHOLE) // what they send is a byte at a time
                .when(play -> dripping(play, Rows.times(50, 1000)), Refusal.of(408));
        rows.row(20, "a head of 64 KiB in small reads")
                .gets(Refusal.of(431), "GET /row HTTP/1.1\r\nX: " + "a".repeat(64 * 1024));
        rows.row(21, "request line of 4,097 bytes")
                .gets(new Opens(), lineOf(4096))
                .gets(Refusal.of(414), lineOf(4097), "GET /row?" + "a".repeat(4097 - "GET /row?".length()));
        rows.row(22, "head of 8,193 bytes").gets(new Opens(), ofSize(8192)).gets(Refusal.of(431), ofSize(8193));
        rows.row(23, "endless list of short headers")
                .gets(Refusal.of(431), "GET /row HTTP/1.1\r\n" + "a: b\r\n".repeat(2000));
        rows.row(24, "too many headers, names of one hash, a mandatory header after the cap")
                .gets(new Opens(), with("a: b\r\n".repeat(91) + "a: b"))
                .gets(
                        Refusal.of(431),
                        with("a: b\r\n".repeat(92) + "a: b"),
                        with("a: b\r\n".repeat(1999) + "a: b"),
                        instead("Host", "a: b\r\n".repeat(100) + "Host: row.example"),
                        "GET /row HTTP/1.1\r\n" + collisions());
        rows.row(25, "one header that never ends")
                .gets(
                        Refusal.of(431),
                        "GET /row HTTP/1.1\r\nX: " + "a".repeat(9000),
                        "GET /row HTTP/1.1\r\n" + "a".repeat(9000));
        rows.row(26, "header name empty or not a token")
                .gets(
                        Refusal.of(400),
                        with(": a"),
                        "GET /row HTTP/1.1\r\n:a\r\n\r\n",
                        with("a@b: c"),
                        with("a(b: c"),
                        with("\u00e4: c"),
                        with("\"a\": b"),
                        with("a"));
        rows.row(27, "space or tab before the colon")
                .gets(Refusal.of(400), instead("Host", "Host : row.example"), with("X\t: b"));
        rows.row(28, "folded header, also as the first")
                .gets(
                        Refusal.of(400),
                        with("X: a\r\n b"),
                        with("X: a\r\n\tb"),
                        "GET /row HTTP/1.1\r\n Host: row.example\r\n\r\n");
        rows.row(29, "bare LF, bare CR, CR CR LF, LF LF at the end")
                .gets(
                        Refusal.of(400),
                        valid().toString().replace("\r\n", "\n"),
                        with("X: a\nY: b"),
                        with("X: a\rb"),
                        with("X: a\r\r\nY: b"),
                        "GET /row HTTP/1.1\r\nHost: row.example\r\n\n",
                        "GET /row HTTP/1.1\r\nHost: row.example\n\n",
                        "GET /row HTTP/1.1\n\n",
                        "GET /row HTTP/1.1\r\r\n");
        Row controls = rows.row(30, "control bytes in target, name or value")
                .gets(Refusal.of(400), valid().target("/row\t"))
                .gets(new Opens(), with("X: a\tb"));
        Row leading = rows.row(31, "an empty line before the request, or anything else")
                .gets(new Opens(), "\r\n" + valid())
                .gets(Refusal.of(400), "\r\n\r\n" + valid(), "\n" + valid(), "\r" + valid(), " " + valid());
        for (char c : CONTROLS) {
            controls.gets(Refusal.of(400), valid().target("/row" + c), with("X" + c + ": a"), with("X: a" + c + "b"));
            leading.gets(Refusal.of(400), c + valid().toString());
        }
        Row high = rows.row(32, "bytes 80 to FF where only ASCII may stand, and elsewhere")
                .gets(Refusal.of(400), with("Origin: http://\u00e4"), with("Sec-Fetch-Mode: \u00e4"))
                .gets(new Opens(), with("X: \u00e4\u00ff"));
        for (String name : new String[] {"Host", "Upgrade", "Connection", "Sec-WebSocket-Key"}) {
            high.gets(Refusal.of(400), (Object[]) each(name, "a\u00e4"));
        }
    }

    private static void dripping(Play play, int peers) throws Exception {
        while (play.peers().size() < peers) {
            play.another();
        }
        for (Peer peer : play.peers()) {
            peer.listen().send("G");
        }
        play.advance(Duration.ofSeconds(5));
        for (Peer peer : play.peers()) {
            peer.send("E");
        }
        play.advance(Duration.ofMillis(4999));
        for (Peer peer : play.peers()) {
            if (!peer.heard().isEmpty() || peer.ended() != null) {
                throw new AssertionError("answered before the deadline");
            }
        }
        play.advance(Duration.ofMillis(1));
    }

    private static Request ofSize(int size) {
        return with("X: " + "a".repeat(size - with("X: ").toString().length()));
    }

    private static Request lineOf(int size) {
        return valid().target("/row?" + "a".repeat(size - "GET /row? HTTP/1.1".length()));
    }

    /** 2,048 names with one {@link String#hashCode}. */
    private static String collisions() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 2048; i++) {
            for (int bit = 0; bit < 11; bit++) {
                lines.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            lines.append(": x\r\n");
        }
        return lines.toString();
    }
}
