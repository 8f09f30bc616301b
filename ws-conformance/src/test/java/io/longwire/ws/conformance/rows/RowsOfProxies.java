package io.longwire.ws.conformance.rows;

import static io.longwire.ws.conformance.rows.Request.valid;
import static io.longwire.ws.conformance.rows.Request.with;

import java.util.List;

/** Section A: what comes before a request, or claims to. */
final class RowsOfProxies {
    private static final String SIGNATURE = "\r\n\r\n\u0000\r\nQUIT\n";
    private static final String LINE = "PROXY TCP4 192.0.2.1 127.0.0.1 56324 443\r\n";
    private static final String TEST = "ProxiesTest";

    private RowsOfProxies() {}

    static void declare(Rows rows) {
        Object[] lists = {
            with("X-Forwarded-For: 192.0.2.1"),
            with("X-Forwarded-For: "),
            with("X-Forwarded-For: ,,"),
            with("X-Forwarded-For: <script>"),
            with("X-Forwarded-For: " + "192.0.2.1, ".repeat(200) + "192.0.2.1"),
            with("X-Forwarded-For: " + "127.0.0.1, ".repeat(200) + "127.0.0.1"),
            with("Forwarded: for=\"" + "\\a".repeat(3000) + "\"")
        };
        rows.row(8, "X-Forwarded-For from a peer that is not trusted").gets(new Opens(), lists);
        for (String header : List.of("x-forwarded", "forwarded")) {
            rows.row(8, "lists of a trusted proxy: empty, garbage, 200 hops; the proxy says it in " + header)
                    .set("ws.server.trusted-proxies", List.of("127.0.0.0/8"))
                    .set("ws.server.forwarded-header", header)
                    .gets(new Opens(), lists);
        }
        rows.row(8, "whose address counts, and that the limit by address is not evaded")
                .shownBy(
                        TEST,
                        "theHeadersOfATrustedProxyTellTheClient",
                        "nobodyElseTellsAnAddress",
                        "theLimitByAddressCountsClientsAndIsNotEvaded");
        rows.row(9, "the PROXY protocol where it is not spoken")
                .gets(
                        Refusal.of(400),
                        LINE + valid(),
                        SIGNATURE + "\u0021\u0011\u0000\u000c\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001"
                                + "\u0001\u0001\u0001\u0001" + valid());
        rows.row(9, "the PROXY protocol absent, truncated, too long, of an unknown family, of nobody's proxy")
                .shownBy(
                        TEST,
                        "withoutAHeaderThatIsUnderstoodTheConnectionIsCut",
                        "whoIsNoProxyMayNotSpeakAsOne",
                        "theProxyProtocolTellsTheClientBeforeTls");
    }
}
