package io.longwire.ws.codec.handshake;

import static io.longwire.ws.codec.handshake.Heads.instead;
import static io.longwire.ws.codec.handshake.Heads.line;
import static io.longwire.ws.codec.handshake.Heads.with;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server answers to each head whose WebSocket fields are hostile. */
class HostileFieldsTest {
    static Stream<HostileRows.Row> rows() {
        HostileRows rows = new HostileRows();
        upgrade(rows);
        version(rows);
        keys(rows);
        bodies(rows);
        negotiation(rows);
        origins(rows);
        return rows.stream();
    }

    private static void upgrade(HostileRows rows) {
        rows.row("42 absent", instead("Upgrade"), 426);
        for (String value : List.of("websocket/13", "web socket", "websockets", "xwebsocket", "", "\"websocket\"")) {
            rows.row("42 " + value, instead("Upgrade", "Upgrade: " + value), 426);
        }
        rows.each(
                "42 fine",
                101,
                instead("Upgrade", "Upgrade: WebSocket"),
                instead("Upgrade", "Upgrade: foo, websocket"),
                instead("Upgrade", "Upgrade: foo", "upgrade:WEBSOCKET\t"),
                instead("Upgrade", "Upgrade: " + "a,".repeat(15) + "websocket"));
        rows.row("42 17 tokens", instead("Upgrade", "Upgrade: " + "a,".repeat(16) + "websocket"), 400);
        rows.row("42 500 tokens", instead("Upgrade", "Upgrade: " + "a,".repeat(499) + "websocket"), 400);
        rows.row("43 absent", instead("Connection"), 400);
        rows.each(
                "43 wrong",
                400,
                instead("Connection", "Connection: keep-alive"),
                instead("Connection", "Connection: xupgrade"),
                instead("Connection", "Connection: upgrade-x, keep-alive"),
                instead("Connection", "Connection: "));
        rows.each(
                "43 fine",
                101,
                instead("Connection", "Connection: keep-alive, Upgrade"),
                instead("Connection", "Connection: keep-alive", "Connection: UPGRADE"),
                instead("Connection", "Connection: ,upgrade ,"));
    }

    private static void version(HostileRows rows) {
        rows.row("44 absent", instead("Sec-WebSocket-Version"), 400);
        for (String value : List.of("0", "8", "12", "14", "255")) {
            rows.row("44 version " + value, instead("Sec-WebSocket-Version", "Sec-WebSocket-Version: " + value), 426);
        }
        for (String value : List.of("13, 8", "013", "+13", "13a", "", "256", "1000", "1 3", "-1")) {
            rows.row("44 version " + value, instead("Sec-WebSocket-Version", "Sec-WebSocket-Version: " + value), 400);
        }
        rows.row(
                "44 two lines",
                instead("Sec-WebSocket-Version", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Version: 13"),
                400);
    }

    private static void keys(HostileRows rows) {
        rows.row("45 absent", instead("Sec-WebSocket-Key"), 400);
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
            rows.row("45 key " + key, instead("Sec-WebSocket-Key", "Sec-WebSocket-Key: " + key), 400);
        }
        rows.row(
                "45 two lines",
                instead("Sec-WebSocket-Key", "Sec-WebSocket-Key: " + Heads.KEY, "Sec-WebSocket-Key: " + Heads.KEY),
                400);
        rows.row("46 sample", with(), 101);
    }

    private static void bodies(HostileRows rows) {
        rows.row("47 length 0", with("Content-Length: 0"), 101);
        for (String length : List.of("5", "+5", "0x5", "-1", "5 5", "18446744073709551616", "00", "", "0, 0")) {
            rows.row("47 length " + length, with("Content-Length: " + length), 400);
        }
        rows.row("47 twice", with("Content-Length: 0", "content-length: 0"), 400);
        rows.row("47 two", with("Content-Length: 0", "Content-Length: 5"), 400);
        for (String coding : List.of("chunked", "identity", "cHuNkEd", "gzip, chunked", "")) {
            rows.row("48 " + coding, with("Transfer-Encoding: " + coding), 400);
        }
        rows.row("48 with length", with("Transfer-Encoding: chunked", "Content-Length: 0"), 400);
        rows.row("48 on 1.0", line("GET / HTTP/1.0", "Transfer-Encoding: chunked"), 400);
        rows.row("48 trailers", with("Trailer: X"), 400);
        rows.row("49 expect", with("Expect: 100-continue"), 417);
    }

    private static void negotiation(HostileRows rows) {
        String protocol = "Sec-WebSocket-Protocol: ";
        String extensions = "Sec-WebSocket-Extensions: ";
        rows.each("55 protocols", 400, with(protocol + " ".repeat(7000)), with(protocol + ",".repeat(2000)));
        rows.row("55 backslashes", with(extensions + "a; b=\"" + "\\\\".repeat(3000)), 400);
        rows.row("55 commas", with(extensions + ",".repeat(2000)), 400);
        rows.row("55 1000 parameters", with(extensions + "a" + ";b=1".repeat(1000)), 101);
        rows.row("78 unknown protocols", with(protocol + "a, b"), 101);
        for (String value : List.of("", "a,a", "a,,b", ",a", "a,", "a b", "a/b", "a@", "\"a\"", "a;b")) {
            rows.row("79 " + value, with(protocol + value), 400);
        }
        rows.row("79 duplicate over two lines", with(protocol + "a", protocol + "a"), 400);
        rows.row("79 64", with(protocol + names(64)), 101);
        rows.row("79 500", with(protocol + names(500)), 400);
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
            rows.row("88 " + value, with(extensions + value), 400);
        }
        for (String value : List.of(
                "permessage-deflate; server_max_window_bits=",
                "permessage-deflate; client_no_context_takeover=\"\"",
                "permessage-deflate; x; x; y=z",
                "x-webkit-deflate-frame, permessage-bzip2",
                "n".repeat(4096),
                "a ; b = \"c\\d\" , e")) {
            rows.row("81 to 90 " + value, with(extensions + value), 101);
        }
        rows.row("91 17 offers", with(extensions + "permessage-deflate,".repeat(16) + "permessage-deflate"), 101);
    }

    private static void origins(HostileRows rows) {
        rows.each(
                "67",
                400,
                with("Origin: http://a.example", "Origin: http://a.example"),
                with("Origin: http://a.example, http://b.example"),
                with("Origin: http://a.example/"),
                with("Origin: http://a.example/path"),
                with("Origin: http://a.example?q"));
        rows.each("63 to 66 are for Origins", 101, with("Origin: http://evil.example"), with("Origin: null"));
    }

    private static String names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "p" + i).collect(Collectors.joining(","));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void getsItsAnswer(HostileRows.Row row) {
        row.assertAnswered();
    }
}
