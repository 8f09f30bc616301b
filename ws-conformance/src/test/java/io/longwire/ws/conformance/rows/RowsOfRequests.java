package io.longwire.ws.conformance.rows;

import static io.longwire.ws.conformance.rows.Request.each;
import static io.longwire.ws.conformance.rows.Request.instead;
import static io.longwire.ws.conformance.rows.Request.targets;
import static io.longwire.ws.conformance.rows.Request.valid;
import static io.longwire.ws.conformance.rows.Request.with;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Section B, the opening handshake: what a well-formed request says (RFC 9112, 3 and 6; RFC 6455, 4.2.1). */
final class RowsOfRequests {
    private static final Refusal METHOD = Refusal.of(405).with("allow", "GET");
    private static final Refusal UPGRADE =
            Refusal.of(426).with("upgrade", "websocket").with("sec-websocket-version", "13");

    private RowsOfRequests() {}

    static void declare(Rows rows) {
        requestLines(rows);
        hosts(rows);
        targetsOf(rows);
        fields(rows);
        keys(rows);
        bodies(rows);
    }

    private static void requestLines(Rows rows) {
        Row methods = rows.row(33, "another method than GET");
        for (String method : List.of("POST", "PUT", "HEAD", "OPTIONS", "CONNECT", "get", "X".repeat(64))) {
            methods.gets(METHOD, valid().method(method));
        }
        Row versions = rows.row(34, "HTTP/1.0, 1.2, 2.0, malformed or no version");
        versions.gets(Refusal.of(505), valid().version("HTTP/1.2"), valid().version("HTTP/2.0"));
        for (String version : List.of("HTTP/1.0", "http/1.1", "HTTP/1.1x", "HTTP/11", "HTTP/1.10", "", "HTTP/1.1 ")) {
            versions.gets(Refusal.of(400), valid().version(version));
        }
        versions.gets(Refusal.of(400), "GET /row\r\n\r\n", "GET\r\n\r\n", "GET  /row HTTP/1.1\r\n\r\n");
        rows.row(35, "preface of HTTP/2, Upgrade: h2c, and h2c with websocket")
                .gets(Refusal.of(505), "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
                .gets(UPGRADE, instead("Upgrade", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAoAAA"))
                .gets(new Opens(), instead("Upgrade", "Upgrade: h2c, websocket"));
    }

    private static void hosts(Rows rows) {
        rows.row(36, "Host malformed")
                .gets(Refusal.of(400), (Object[]) each(
                        "Host",
                        "a b",
                        "a:1:2",
                        "a:0",
                        "a:70000",
                        "a:-1",
                        "a:1a",
                        "[::1",
                        "[::1]x",
                        "[1:2:3:4:5:6:7]",
                        "[::1::2]",
                        "[::1.2.3.256]",
                        "u@a",
                        "u:p@a",
                        "a%2eb",
                        "a..b",
                        ".a",
                        "a,b",
                        "a/b",
                        "l".repeat(300)))
                .gets(new Opens(), (Object[])
                        each("Host", "row.example:80", "ROW.EXAMPLE.", "a_b", "[::1]:80", "[::ffff:1.2.3.4]"));
        rows.row(37, "Host missing, empty, twice")
                .gets(
                        Refusal.of(400),
                        instead("Host"),
                        instead("Host", "Host: "),
                        instead("Host", "Host: row.example", "Host: row.example"),
                        instead("Host", "Host: row.example", "host: other.example"));
        rows.row(37, "Host not in the list of allowed names")
                .set("ws.server.hosts", List.of("row.example"))
                .gets(new Opens(), valid(), instead("Host", "Host: Row.Example"))
                .gets(Refusal.of(421).loud(Noise.WARNING), (Object[])
                        each("Host", "other.example", "row.example.evil", "row.example:8080", "127.0.0.1"));
    }

    private static void targetsOf(Rows rows) {
        rows.row(38, "absolute-form of the same or another authority")
                .gets(new Opens(), (Object[])
                        targets("http://row.example/row", "HTTP://ROW.EXAMPLE:80/row", "ws://row.example/row?q=1"))
                .gets(Refusal.of(400), (Object[]) targets(
                        "http://other.example/row",
                        "https://row.example:80/row",
                        "http://row.example:81/row",
                        "ftp://row.example/row",
                        "http://u@row.example/row",
                        "http:///row",
                        "://row.example/row"));
        rows.row(39, "asterisk-form and authority-form")
                .gets(Refusal.of(400), (Object[]) targets("*", "row.example:80", "row.example", "row"));
        rows.row(40, "path with hostile escapes, dot segments, fragments")
                .gets(Refusal.of(400), (Object[]) targets(
                        "/row%00b",
                        "/row%2fb",
                        "/row%5cb",
                        "/%2e%2e/row",
                        "/a/../row",
                        "/./row",
                        "/row\\b",
                        "/row#b",
                        "/row?b#c",
                        "/row%",
                        "/row%1",
                        "/row%zz",
                        "/%c0%ae/row",
                        "/%ed%a0%80"))
                .gets(Refusal.of(404), (Object[]) targets("//", "//row", "/a//row", "/a".repeat(200)))
                .gets(new Opens(), (Object[]) targets("/%72ow"));
        rows.row(41, "long query, many parameters").gets(new Opens(), (Object[])
                targets("/row?" + "a".repeat(4000), "/row?" + "Aa&BB&".repeat(660)));
    }

    private static void fields(Rows rows) {
        rows.row(42, "Upgrade absent, odd or listed")
                .gets(UPGRADE, instead("Upgrade"))
                .gets(UPGRADE, (Object[])
                        each("Upgrade", "websocket/13", "web socket", "websockets", "", "\"websocket\""))
                .gets(new Opens(), (Object[]) each("Upgrade", "WebSocket", "WEBSOCKET\t", "foo, websocket"))
                .gets(new Opens(), instead("Upgrade", "Upgrade: foo", "upgrade: websocket"))
                .gets(new Opens(), instead("Upgrade", "Upgrade: " + "a,".repeat(15) + "websocket"))
                .gets(Refusal.of(400), instead("Upgrade", "Upgrade: " + "a,".repeat(499) + "websocket"));
        rows.row(43, "Connection without the token upgrade")
                .gets(Refusal.of(400), instead("Connection"))
                .gets(Refusal.of(400), (Object[])
                        each("Connection", "keep-alive", "xupgrade", "upgrade-x, keep-alive", ""))
                .gets(new Opens(), (Object[]) each("Connection", "keep-alive, Upgrade", ",upgrade ,"))
                .gets(new Opens(), instead("Connection", "Connection: keep-alive", "Connection: UPGRADE"));
        String version = "Sec-WebSocket-Version";
        rows.row(44, "version absent, another, malformed, twice")
                .gets(UPGRADE, (Object[]) each(version, "0", "8", "12", "14", "255"))
                .gets(UPGRADE, instead(version, version + ": 8") + valid().toString())
                .gets(Refusal.of(400), instead(version), instead(version, version + ": 13", version + ": 13"))
                .gets(Refusal.of(400), (Object[]) each(version, "13, 8", "013", "+13", "13a", "", "256", "-1", "1 3"));
    }

    private static void keys(Rows rows) {
        String name = "Sec-WebSocket-Key";
        rows.row(45, "key absent or malformed")
                .gets(
                        Refusal.of(400),
                        instead(name),
                        instead(name, name + ": " + Request.KEY, name + ": " + Request.KEY))
                .gets(Refusal.of(400), (Object[]) each(
                        name,
                        "",
                        "AAAAAAAAAAAAAAAAAAAA",
                        "AAAAAAAAAAAAAAAAAAAAAA",
                        "AAAAAAAAAAAAAAAAAAAAAAA=",
                        "!AAAAAAAAAAAAAAAAAAAAA==",
                        "-_AAAAAAAAAAAAAAAAAAAA==",
                        "AAAA AAAAAAAAAAAAAAAAA==",
                        "AAAAAAAAAAAAAAAAAAAAAB==",
                        Request.KEY + "," + Request.KEY,
                        "A".repeat(4096)));
        Row keys = rows.row(46, "the sample key and random ones").cut(Cut.WHOLE).gets(new Opens(), valid());
        Random random = new Random(46);
        for (int i = 0; i < Rows.times(30, 10_000); i++) {
            byte[] nonce = new byte[16];
            random.nextBytes(nonce);
            String key = Base64.getEncoder().encodeToString(nonce);
            keys.gets(new Opens().answering(key), instead(name, name + ": " + key));
        }
    }

    private static void bodies(Rows rows) {
        String length = "Content-Length";
        rows.row(47, "a body by Content-Length")
                .gets(new Opens(), with(length + ": 0"))
                .gets(Refusal.of(400), with(length + ": 5") + "hello")
                .gets(Refusal.of(400), with(length + ": 0", length.toLowerCase(Locale.ROOT) + ": 0"))
                .gets(Refusal.of(400), with(length + ": 0", length + ": 5"))
                .gets(Refusal.of(400), (Object[])
                        each(length, "5", "+5", "0x5", "-1", "5 5", "18446744073709551616", "00", "", "0, 0"));
        String coding = "Transfer-Encoding";
        rows.row(48, "any Transfer-Encoding, trailers announced")
                .gets(Refusal.of(400), (Object[]) each(coding, "chunked", "identity", "cHuNkEd", "gzip, chunked", ""))
                .gets(
                        Refusal.of(400),
                        with(coding + ": chunked") + "5;a=\"\r\n\"\r\nhello\r\n0\r\n\r\n",
                        with(coding + ": chunked", length + ": 0"),
                        with(coding + ": chunked").version("HTTP/1.0"),
                        with("Trailer: X"));
        rows.row(49, "Expect: 100-continue").gets(Refusal.of(417), with("Expect: 100-continue"));
        rows.row(50, "a refused handshake and a second, valid request in one segment")
                .gets(Refusal.of(400), instead("Sec-WebSocket-Key") + valid().toString())
                .gets(UPGRADE, instead("Upgrade", "Upgrade: h2c") + valid().toString())
                .gets(Refusal.of(404), valid().target("/none") + "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
                .gets(Refusal.of(417), with("Expect: x") + valid().toString());
    }
}
