package io.longwire.ws.codec.handshake;

import static io.longwire.ws.codec.handshake.Heads.instead;
import static io.longwire.ws.codec.handshake.Heads.line;
import static io.longwire.ws.codec.handshake.Heads.target;
import static io.longwire.ws.codec.handshake.Heads.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server answers to each hostile head, the same in one piece, byte by byte and in pieces of seven. */
class HostileHeadTest {
    /** The status; 0 when the head is not at its end. */
    record Row(String name, String request, int status) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Row> ROWS = new ArrayList<>();

    private static void row(String name, String request, int status) {
        ROWS.add(new Row(name, request, status));
    }

    private static void each(String name, int status, String... requests) {
        for (int i = 0; i < requests.length; i++) {
            row(name + " #" + i, requests[i], status);
        }
    }

    static Stream<Row> rows() {
        ROWS.clear();
        heads();
        requestLines();
        hosts();
        targets();
        upgrade();
        version();
        keys();
        bodies();
        negotiation();
        origins();
        return ROWS.stream();
    }

    private static void heads() {
        row("18 valid", with(), 101);
        row("21 request line of 4096", target("/?" + "a".repeat(4096 - "GET /? HTTP/1.1".length())), 101);
        row("21 request line of 4097", target("/?" + "a".repeat(4097 - "GET /? HTTP/1.1".length())), 414);
        row("21 request line that never ends", "GET /" + "a".repeat(4092), 414);
        row("22 head of 8192 bytes", with("X: " + "a".repeat(8192 - with("X: ").length())), 101);
        row("22 head of 8193 bytes", with("X: " + "a".repeat(8193 - with("X: ").length())), 431);
        row("23 short headers without end", "GET / HTTP/1.1\r\n" + "a: b\r\n".repeat(2000), 431);
        row("24 100 headers", with("a: b\r\n".repeat(94) + "a: b"), 101);
        row("24 101 headers", with("a: b\r\n".repeat(95) + "a: b"), 431);
        row("24 mandatory header after the cap", instead("Host", "a: b\r\n".repeat(100) + "Host: a.example"), 431);
        row("24 names of one hash", "GET / HTTP/1.1\r\n" + collisions() + "\r\n", 431);
        row("25 header without end", "GET / HTTP/1.1\r\nX: " + "a".repeat(9000), 431);
        row("25 name without end", "GET / HTTP/1.1\r\n" + "a".repeat(9000), 431);
        each("26 empty name", 400, with(": a"), "GET / HTTP/1.1\r\n:a\r\n\r\n");
        each(
                "26 name not a token",
                400,
                with("a@b: c"),
                with("a(b: c"),
                with("\u00e4: c"),
                with("a"),
                with("\"a\": b"));
        each("27 blank before the colon", 400, with("Host : a.example"), with("X\t: b"));
        each("28 folded", 400, with("X: a\r\n b"), with("X: a\r\n\tb"), "GET / HTTP/1.1\r\n Host: a.example\r\n\r\n");
        each(
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
            each("30 control " + (int) c, 400, target("/a" + c), with("X" + c + ": a"), with("X: a" + c + "b"));
            row("31 leading control " + (int) c, c + with(), 400);
        }
        row("30 tab in the target", target("/a\tb"), 400);
        row("30 tab in a value", with("X: a\tb"), 101);
        row("31 one empty line", "\r\n" + with(), 101);
        row("31 two empty lines", "\r\n\r\n" + with(), 400);
        row("31 leading LF", "\n" + with(), 400);
        row("31 leading CR", "\r" + with(), 400);
        row("31 leading space", " " + with(), 400);
        row("12 TLS on a plain port", "\u0016\u0003\u0001\u0002\u0000\u0001", 400);
        for (String name : List.of("Host", "Upgrade", "Connection", "Sec-WebSocket-Key", "Sec-WebSocket-Version")) {
            row("32 bytes over 7F in " + name, instead(name, name + ": a\u00e4"), 400);
        }
        each("32 bytes over 7F", 400, with("Origin: http://\u00e4"), with("Sec-Fetch-Mode: \u00e4"), target("/\u00e4"));
        row("32 bytes over 7F elsewhere", with("User-Agent: \u00e4\u00ff"), 101);
        row("50 and 51 only the head is consumed", with() + "GET / HTTP/1.1\r\n", 101);
        row("54 cookie of many semicolons", with("Cookie: " + "a;".repeat(3500)), 101);
        row("56 escapes in a value", with("User-Agent: a\u001b[31m"), 400);
    }

    private static void requestLines() {
        for (String method : List.of("POST", "PUT", "HEAD", "OPTIONS", "CONNECT", "get", "X".repeat(64))) {
            row("33 " + method, line(method + " /chat HTTP/1.1"), 405);
        }
        row("33 OPTIONS *", line("OPTIONS * HTTP/1.1"), 405);
        row("34 HTTP/1.0", line("GET / HTTP/1.0"), 400);
        row("34 HTTP/1.2", line("GET / HTTP/1.2"), 505);
        row("34 HTTP/2.0", line("GET / HTTP/2.0"), 505);
        each(
                "34 no version",
                400,
                line("GET / http/1.1"),
                line("GET / HTTP/1.1x"),
                line("GET / HTTP/11"),
                line("GET / HTTP/1.10"),
                line("GET /"),
                line("GET / "),
                line("GET"),
                line("GET / HTTP/1.1 "),
                line("GET  / HTTP/1.1"),
                line("G(T / HTTP/1.1"));
        row("35 preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505);
        row("35 h2c", instead("Upgrade", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAoAAA"), 426);
        row("35 h2c, websocket", instead("Upgrade", "Upgrade: h2c, websocket"), 101);
    }

    private static void hosts() {
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
            row("36 Host " + host, instead("Host", "Host: " + host), 400);
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
            row("36 good Host " + host, instead("Host", "Host: " + host), 101);
        }
        row("37 no Host", instead("Host"), 400);
        row("37 Host twice", instead("Host", "Host: a", "Host: a"), 400);
        row("37 two Hosts", instead("Host", "Host: a", "host: b"), 400);
    }

    private static void targets() {
        each(
                "38 absolute",
                101,
                target("http://a.example/chat"),
                target("HTTP://A.EXAMPLE:80/chat"),
                target("ws://a.example"),
                target("http://a.example?q=1"));
        each(
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
        each(
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
            row("40 path " + path, target(path), 400);
        }
        each("40 not found", 404, target("//"), target("/a//b"), target("/a//"), target("/a".repeat(200)));
        each("40 fine", 101, target("/"), target("/a/"), target("/a/..."), target("/%e2%82%ac"), target("/a%0d%0ab"));
        row("40 wrong in two ways", target("//%2f"), 400);
        row("41 long query", target("/?" + "a=b&".repeat(1000)), 101);
    }

    private static void upgrade() {
        row("42 absent", instead("Upgrade"), 426);
        for (String value : List.of("websocket/13", "web socket", "websockets", "xwebsocket", "", "\"websocket\"")) {
            row("42 " + value, instead("Upgrade", "Upgrade: " + value), 426);
        }
        each(
                "42 fine",
                101,
                instead("Upgrade", "Upgrade: WebSocket"),
                instead("Upgrade", "Upgrade: foo, websocket"),
                instead("Upgrade", "Upgrade: foo", "upgrade:WEBSOCKET\t"),
                instead("Upgrade", "Upgrade: " + "a,".repeat(15) + "websocket"));
        row("42 17 tokens", instead("Upgrade", "Upgrade: " + "a,".repeat(16) + "websocket"), 400);
        row("42 500 tokens", instead("Upgrade", "Upgrade: " + "a,".repeat(499) + "websocket"), 400);
        row("43 absent", instead("Connection"), 400);
        each(
                "43 wrong",
                400,
                instead("Connection", "Connection: keep-alive"),
                instead("Connection", "Connection: xupgrade"),
                instead("Connection", "Connection: upgrade-x, keep-alive"),
                instead("Connection", "Connection: "));
        each(
                "43 fine",
                101,
                instead("Connection", "Connection: keep-alive, Upgrade"),
                instead("Connection", "Connection: keep-alive", "Connection: UPGRADE"),
                instead("Connection", "Connection: ,upgrade ,"));
    }

    private static void version() {
        row("44 absent", instead("Sec-WebSocket-Version"), 400);
        for (String value : List.of("0", "8", "12", "14", "255")) {
            row("44 version " + value, instead("Sec-WebSocket-Version", "Sec-WebSocket-Version: " + value), 426);
        }
        for (String value : List.of("13, 8", "013", "+13", "13a", "", "256", "1000", "1 3", "-1")) {
            row("44 version " + value, instead("Sec-WebSocket-Version", "Sec-WebSocket-Version: " + value), 400);
        }
        row(
                "44 two lines",
                instead("Sec-WebSocket-Version", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Version: 13"),
                400);
    }

    private static void keys() {
        row("45 absent", instead("Sec-WebSocket-Key"), 400);
        for (String key : List.of(
                "",
                "AAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAAA=",
                "AAAAAAAAAAAAAAAAAAAAAA==A",
                "!AAAAAAAAAAAAAAAAAAAAA==",
                "-_AAAAAAAAAAAAAAAAAAAA==",
                "AAAA AAAAAAAAAAAAAAAAA==",
                "AAAAAAAAAAAAAAAAAAAAAB==",
                "AAAAAAAAAAAAAAAAAAAA====",
                Heads.KEY + "," + Heads.KEY,
                "A".repeat(4096))) {
            row("45 key " + key, instead("Sec-WebSocket-Key", "Sec-WebSocket-Key: " + key), 400);
        }
        row(
                "45 two lines",
                instead("Sec-WebSocket-Key", "Sec-WebSocket-Key: " + Heads.KEY, "Sec-WebSocket-Key: " + Heads.KEY),
                400);
        row("46 sample", with(), 101);
    }

    private static void bodies() {
        row("47 length 0", with("Content-Length: 0"), 101);
        for (String length : List.of("5", "+5", "0x5", "-1", "5 5", "18446744073709551616", "00", "", "0, 0")) {
            row("47 length " + length, with("Content-Length: " + length), 400);
        }
        row("47 twice", with("Content-Length: 0", "content-length: 0"), 400);
        row("47 two", with("Content-Length: 0", "Content-Length: 5"), 400);
        for (String coding : List.of("chunked", "identity", "cHuNkEd", "gzip, chunked", "")) {
            row("48 " + coding, with("Transfer-Encoding: " + coding), 400);
        }
        row("48 with length", with("Transfer-Encoding: chunked", "Content-Length: 0"), 400);
        row("48 on 1.0", line("GET / HTTP/1.0", "Transfer-Encoding: chunked"), 400);
        row("48 trailers", with("Trailer: X"), 400);
        row("49 expect", with("Expect: 100-continue"), 417);
    }

    private static void negotiation() {
        String protocol = "Sec-WebSocket-Protocol: ";
        String extensions = "Sec-WebSocket-Extensions: ";
        each("55 protocols", 400, with(protocol + " ".repeat(7000)), with(protocol + ",".repeat(2000)));
        row("55 backslashes", with(extensions + "a; b=\"" + "\\\\".repeat(3000)), 400);
        row("55 commas", with(extensions + ",".repeat(2000)), 400);
        row("55 1000 parameters", with(extensions + "a" + ";b=1".repeat(1000)), 101);
        row("78 unknown protocols", with(protocol + "a, b"), 101);
        for (String value : List.of("", "a,a", "a,,b", ",a", "a,", "a b", "a/b", "a@", "\"a\"", "a;b")) {
            row("79 " + value, with(protocol + value), 400);
        }
        row("79 duplicate over two lines", with(protocol + "a", protocol + "a"), 400);
        row("79 64", with(protocol + names(64)), 101);
        row("79 500", with(protocol + names(500)), 400);
        for (String value : List.of(
                "a; b=\"c",
                "a;;b",
                ";b",
                "a;",
                "a; =1",
                "a b",
                "a,,b",
                "a; b=\"c d\"",
                "a; b=c d",
                "a; b=\"c\"d",
                "a=b",
                "a; b=\"\\",
                "")) {
            row("88 " + value, with(extensions + value), 400);
        }
        for (String value : List.of(
                "permessage-deflate; server_max_window_bits=",
                "permessage-deflate; client_no_context_takeover=\"\"",
                "permessage-deflate; x; x; y=z",
                "x-webkit-deflate-frame, permessage-bzip2",
                "n".repeat(4096),
                "a ; b = \"c\\d\" , e")) {
            row("81 to 90 " + value, with(extensions + value), 101);
        }
        row("91 17 offers", with(extensions + "permessage-deflate,".repeat(16) + "permessage-deflate"), 101);
    }

    private static void origins() {
        each(
                "67",
                400,
                with("Origin: http://a.example", "Origin: http://a.example"),
                with("Origin: http://a.example, http://b.example"),
                with("Origin: http://a.example/"),
                with("Origin: http://a.example/path"),
                with("Origin: http://a.example?q"));
        each("63 to 66 are for Origins", 101, with("Origin: http://evil.example"), with("Origin: null"));
    }

    private static String names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "p" + i).collect(Collectors.joining(","));
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
    void getsItsAnswer(Row row) {
        Heads.Outcome whole = Heads.read(row.request, Integer.MAX_VALUE);
        assertThat(whole.status()).as(whole.sentence()).isEqualTo(row.status);
        assertThat(Heads.read(row.request, 1).summary()).isEqualTo(whole.summary());
        assertThat(Heads.read(row.request, 7).summary()).isEqualTo(whole.summary());
        if (whole.status() == 405) {
            assertThat(whole.headers()).isEqualTo("{Allow=[GET]}");
        } else if (whole.status() == 426) {
            assertThat(whole.headers()).contains("Upgrade=[websocket]");
            assertThat(whole.headers().contains("Sec-WebSocket-Version=[13]")).isEqualTo(row.name.startsWith("44"));
        }
    }
}
