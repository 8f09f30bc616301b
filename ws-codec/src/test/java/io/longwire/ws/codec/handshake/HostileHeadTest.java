package io.longwire.ws.codec.handshake;

import static io.longwire.ws.codec.handshake.Heads.instead;
import static io.longwire.ws.codec.handshake.Heads.line;
import static io.longwire.ws.codec.handshake.Heads.target;
import static io.longwire.ws.codec.handshake.Heads.with;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server answers to each head whose lines, host or target are hostile. */
class HostileHeadTest {
    static Stream<HostileRows.Row> rows() {
        HostileRows rows = new HostileRows();
        heads(rows);
        requestLines(rows);
        hosts(rows);
        targets(rows);
        return rows.stream();
    }

    private static void heads(HostileRows rows) {
        rows.row("18 valid", with(), 101);
        rows.row("21 request line of 4096", target("/?" + "a".repeat(4096 - "GET /? HTTP/1.1".length())), 101);
        rows.row("21 request line of 4097", target("/?" + "a".repeat(4097 - "GET /? HTTP/1.1".length())), 414);
        rows.row("21 request line that never ends", "GET /" + "a".repeat(4092), 414);
        rows.row(
                "22 head of 8192 bytes",
                with("X: " + "a".repeat(8192 - with("X: ").length())),
                101);
        rows.row(
                "22 head of 8193 bytes",
                with("X: " + "a".repeat(8193 - with("X: ").length())),
                431);
        rows.row("23 short headers without end", "GET / HTTP/1.1\r\n" + "a: b\r\n".repeat(2000), 431);
        rows.row("24 100 headers", with("a: b\r\n".repeat(94) + "a: b"), 101);
        rows.row("24 101 headers", with("a: b\r\n".repeat(95) + "a: b"), 431);
        rows.row("24 mandatory header after the cap", instead("Host", "a: b\r\n".repeat(100) + "Host: a.example"), 431);
        rows.row("24 names of one hash", "GET / HTTP/1.1\r\n" + collisions() + "\r\n", 431);
        rows.row("25 header without end", "GET / HTTP/1.1\r\nX: " + "a".repeat(9000), 431);
        rows.row("25 name without end", "GET / HTTP/1.1\r\n" + "a".repeat(9000), 431);
        rows.each("26 empty name", 400, with(": a"), "GET / HTTP/1.1\r\n:a\r\n\r\n");
        rows.each(
                "26 name not a token",
                400,
                with("a@b: c"),
                with("a(b: c"),
                with("\u00e4: c"),
                with("a"),
                with("\"a\": b"));
        rows.each("27 blank before the colon", 400, with("Host : a.example"), with("X\t: b"));
        rows.each(
                "28 folded",
                400,
                with("X: a\r\n b"),
                with("X: a\r\n\tb"),
                "GET / HTTP/1.1\r\n Host: a.example\r\n\r\n");
        rows.each(
                "29 line ends",
                400,
                with().replace("\r\n", "\n"),
                with("X: a\nY: b"),
                with("X: a\rb"),
                with("X: a\r\r\nY: b"),
                "GET / HTTP/1.1\r\nHost: a.example\r\n\n",
                "GET / HTTP/1.1\n\n",
                "GET / HTTP/1.1\r\nHost: a.example\n\n",
                "GET / HTTP/1.1\r\r\n");
        for (char c : new char[] {0, 1, 7, 8, 0x0b, 0x0c, 0x1b, 0x1f, 0x7f}) {
            rows.each("30 control " + (int) c, 400, target("/a" + c), with("X" + c + ": a"), with("X: a" + c + "b"));
            rows.row("31 leading control " + (int) c, c + with(), 400);
        }
        rows.row("30 tab in the target", target("/a\tb"), 400);
        rows.row("30 tab in a value", with("X: a\tb"), 101);
        rows.row("31 one empty line", "\r\n" + with(), 101);
        rows.row("31 two empty lines", "\r\n\r\n" + with(), 400);
        rows.row("31 leading LF", "\n" + with(), 400);
        rows.row("31 leading CR", "\r" + with(), 400);
        rows.row("31 leading space", " " + with(), 400);
        rows.row("12 TLS on a plain port", "\u0016\u0003\u0001\u0002\u0000\u0001", 400);
        for (String name : List.of("Host", "Upgrade", "Connection", "Sec-WebSocket-Key", "Sec-WebSocket-Version")) {
            rows.row("32 bytes over 7F in " + name, instead(name, name + ": a\u00e4"), 400);
        }
        rows.each(
                "32 bytes over 7F",
                400,
                with("Origin: http://\u00e4"),
                with("Sec-Fetch-Mode: \u00e4"),
                target("/\u00e4"));
        rows.row("32 bytes over 7F elsewhere", with("User-Agent: \u00e4\u00ff"), 101);
        rows.row("50 and 51 only the head is consumed", with() + "GET / HTTP/1.1\r\n", 101);
        rows.row("54 cookie of many semicolons", with("Cookie: " + "a;".repeat(3500)), 101);
        rows.row("56 escapes in a value", with("User-Agent: a\u001b[31m"), 400);
    }

    private static void requestLines(HostileRows rows) {
        for (String method : List.of("POST", "PUT", "HEAD", "OPTIONS", "CONNECT", "get", "X".repeat(64))) {
            rows.row("33 " + method, line(method + " /chat HTTP/1.1"), 405);
        }
        rows.row("33 OPTIONS *", line("OPTIONS * HTTP/1.1"), 405);
        rows.row("34 HTTP/1.0", line("GET / HTTP/1.0"), 400);
        rows.row("34 HTTP/1.2", line("GET / HTTP/1.2"), 505);
        rows.row("34 HTTP/2.0", line("GET / HTTP/2.0"), 505);
        rows.each(
                "34 no version",
                400,
                line("GET / http/1.1"),
                line("GET / HTTP/1.1x"),
                line("GET / HTTP/11"),
                line("GET / HTTP/1/1"),
                line("GET / HTTP/:.1"),
                line("GET / HTTP//.1"),
                line("GET / HTTP/1.:"),
                line("GET / HTTP/1./"),
                line("GET / HTTP/1.10"),
                line("GET /"),
                line("GET / "),
                line("GET"),
                line("GET / HTTP/1.1 "),
                line("GET  / HTTP/1.1"),
                line("G(T / HTTP/1.1"));
        rows.row("35 preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505);
        rows.row("35 h2c", instead("Upgrade", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAoAAA"), 426);
        rows.row("35 h2c, websocket", instead("Upgrade", "Upgrade: h2c, websocket"), 101);
    }

    private static void hosts(HostileRows rows) {
        for (String host : List.of(
                "a b",
                "a:1:2",
                "a:0",
                "a:70000",
                "a:65536",
                "a:-1",
                "a:+1",
                "a:1a",
                "[::1",
                "[::1]x",
                "[::1%25eth0]",
                "[1:2:3:4:5:6:7]",
                "[1:2:3:4:5:6:7:8:9]",
                "[::1::2]",
                "[:::]",
                "[1::2:3:4:5:6:7:8]",
                "[12345::]",
                "[::1.2.3]",
                "[::1.2.3.256]",
                "[g::]",
                "u@a",
                "u:p@a",
                "a%2eb",
                "a..b",
                ".a",
                ":80",
                "",
                "a,b",
                "a/b",
                "a\\b",
                "l".repeat(64),
                "l".repeat(300),
                ("l".repeat(60) + ".").repeat(5) + "x")) {
            rows.row("36 Host " + host, instead("Host", "Host: " + host), 400);
        }
        for (String host : List.of(
                "a.example:80",
                "A.EXAMPLE.",
                "a_b",
                "127.0.0.1:8080",
                "[::1]",
                "[::1]:80",
                "[1:2:3:4:5:6:7:8]",
                "[1:2::7:8]",
                "[::ffff:1.2.3.4]",
                "a:")) {
            rows.row("36 good Host " + host, instead("Host", "Host: " + host), 101);
        }
        rows.row("37 no Host", instead("Host"), 400);
        rows.row("37 Host twice", instead("Host", "Host: a", "Host: a"), 400);
        rows.row("37 two Hosts", instead("Host", "Host: a", "host: b"), 400);
    }

    private static void targets(HostileRows rows) {
        rows.each(
                "38 absolute",
                101,
                target("http://a.example/chat"),
                target("HTTP://A.EXAMPLE:80/chat"),
                target("ws://a.example"),
                target("http://a.example?q=1"));
        rows.each(
                "38 absolute, wrong",
                400,
                target("http://b.example/chat"),
                target("https://a.example:80/chat"),
                target("http://a.example:81/"),
                target("ftp://a.example/chat"),
                target("http://u@a.example/chat"),
                target("http:///chat"),
                target("http://[::1/chat"),
                target("://a.example/"));
        rows.each(
                "39 asterisk and authority",
                400,
                target("*"),
                target("a.example:80"),
                target("a.example"),
                target("chat"));
        for (String path : List.of(
                "/a%00b",
                "/a%2fb",
                "/a%2Fb",
                "/a%5cb",
                "/%2e%2e/a",
                "/a/..",
                "/../a",
                "/.",
                "/a/./b",
                "/%2e",
                "/a\\b",
                "/a#b",
                "/a?b#c",
                "/%",
                "/%1",
                "/%zz",
                "/%c0%ae",
                "/%ff",
                "/%ed%a0%80",
                "/\\")) {
            rows.row("40 path " + path, target(path), 400);
        }
        rows.each("40 not found", 404, target("//"), target("/a//b"), target("/a//"), target("/a".repeat(200)));
        rows.each(
                "40 fine",
                101,
                target("/"),
                target("/a/"),
                target("/a/..."),
                target("/%e2%82%ac"),
                target("/a%0d%0ab"));
        rows.row("40 wrong in two ways", target("//%2f"), 400);
        rows.row("41 long query", target("/?" + "a=b&".repeat(1000)), 101);
    }

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

    @ParameterizedTest
    @MethodSource("rows")
    void getsItsAnswer(HostileRows.Row row) {
        row.assertAnswered();
    }
}
