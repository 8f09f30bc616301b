package io.longwire.ws.conformance.rows;

import static io.longwire.ws.conformance.rows.Request.each;
import static io.longwire.ws.conformance.rows.Request.instead;
import static io.longwire.ws.conformance.rows.Request.targets;
import static io.longwire.ws.conformance.rows.Request.valid;
import static io.longwire.ws.conformance.rows.Request.with;

import java.time.Duration;

/** Section B, the opening handshake: how a request's bytes are read. */
final class RowsOfOpening {
    private RowsOfOpening() {}

    static void declare(Rows rows) {
        rows.row(18, "valid handshake, one byte per write")
                .guards("CVE-2023-43669")
                .gets(new Opens(), valid());
        rows.row(19, "one header byte every 5 s").when(RowsOfOpening::dripping, Refusal.of(408));
        rows.row(21, "request line of 4,097 bytes")
                .gets(new Opens(), valid().target("/row?" + "a".repeat(4096 - "GET /row? HTTP/1.1".length())))
                .gets(
                        Refusal.of(414),
                        valid().target("/row?" + "a".repeat(4097 - "GET /row? HTTP/1.1".length())),
                        "GET /row?" + "a".repeat(4097 - "GET /row?".length()));
        rows.row(22, "head of 8,193 bytes")
                .gets(
                        new Opens(),
                        with("X: " + "a".repeat(8192 - with("X: ").toString().length())))
                .gets(
                        Refusal.of(431),
                        with("X: " + "a".repeat(8193 - with("X: ").toString().length())));
        rows.row(23, "endless list of short headers")
                .guards("CVE-2026-54465")
                .gets(Refusal.of(431), "GET /row HTTP/1.1\r\n" + "a: b\r\n".repeat(2000));
        rows.row(26, "header name empty or not a token")
                .guards("CVE-2026-28367", "CVE-2026-28368", "CVE-2026-28369")
                .gets(Refusal.of(400), with(": a"), with("a@b: c"), with("a(b: c"), with("\u00e4: c"), with("a"));
        rows.row(33, "another method than GET")
                .gets(
                        Refusal.of(405).with("allow", "GET"),
                        valid().method("POST"),
                        valid().method("HEAD"),
                        valid().method("get"),
                        valid().method("X".repeat(64)));
        rows.row(42, "Upgrade absent, odd or listed")
                .guards("CVE-2020-7693")
                .gets(Refusal.of(426).with("upgrade", "websocket"), (Object[]) each("Upgrade", "websocket/13", "h2c"))
                .gets(new Opens(), (Object[]) each("Upgrade", "WebSocket", "foo, websocket"))
                .gets(Refusal.of(400), instead("Upgrade", "Upgrade: " + "a,".repeat(499) + "websocket"));
        rows.row(40, "path with hostile escapes")
                .gets(Refusal.of(400), (Object[]) targets("/a%00b", "/a%2fb", "/..", "/%c0%ae"))
                .gets(Refusal.of(404), (Object[]) targets("//", "/a".repeat(200)));
    }

    private static void dripping(Play play) throws Exception {
        play.send("G");
        play.advance(Duration.ofSeconds(5));
        play.send("E");
        play.advance(Duration.ofMillis(4999));
        if (!play.peer().heard().isEmpty() || play.peer().ended() != null) {
            throw new AssertionError("answered before the deadline");
        }
        play.advance(Duration.ofMillis(1));
    }
}
