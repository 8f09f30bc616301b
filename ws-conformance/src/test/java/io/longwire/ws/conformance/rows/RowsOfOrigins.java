package io.longwire.ws.conformance.rows;

import static io.longwire.ws.conformance.rows.Request.instead;
import static io.longwire.ws.conformance.rows.Request.valid;
import static io.longwire.ws.conformance.rows.Request.with;

import java.util.List;

/** Section C: which pages may connect (RFC 6455, 10.2). */
final class RowsOfOrigins {
    private static final Refusal FOREIGN = Refusal.of(403).loud(Noise.WARNING);

    private RowsOfOrigins() {}

    static void declare(Rows rows) {
        Admissions admissions = new Admissions();
        rows.row(63, "a page of another site, judged before anybody looks at cookies or tokens")
                .server((builder, handler) -> builder.plugin(admissions))
                .gets(new Opens(), with("Origin: own://row.example"), valid())
                .when(admissions.unasked(with("Origin: http://evil.example")), FOREIGN)
                .when(admissions.unasked(with("Origin: other://row.example")), FOREIGN);
        rows.row(64, "Origin: null").gets(FOREIGN, with("Origin: null"));
        rows.row(64, "Origin: null beside the wildcard")
                .set("ws.server.origins", List.of("*"))
                .gets(FOREIGN, with("Origin: null"))
                .gets(new Opens(), with("Origin: https://any.example"));
        rows.row(64, "Origin: null where it is listed")
                .set("ws.server.origins", List.of("null"))
                .gets(new Opens(), with("Origin: null"))
                .gets(FOREIGN, with("Origin: http://row.example"));
        rows.row(65, "no Origin, with and without credentials: a program")
                .gets(new Opens(), valid(), valid().without("Cookie").without("Authorization"));
        Row lookAlikes = rows.row(66, "look-alikes of an allowed origin")
                .set("ws.server.origins", List.of("https://good.example"))
                .gets(new Opens(), with("Origin: https://good.example"), with("Origin: https://GOOD.example:443"));
        for (String origin : List.of(
                "https://good.example.evil",
                "https://evilgood.example",
                "https://good.example:8443",
                "http://good.example",
                "https://good.example.",
                "https://user@good.example",
                "https://good.example@evil",
                "https://xn--god-0na.example",
                "https://good%2eexample",
                "https://good_.example",
                "https://good.example evil",
                "wss://good.example",
                "good.example",
                "https://",
                "",
                "NULL",
                "*",
                "https://" + "good.example.".repeat(550),
                "h" + "x".repeat(7000) + "://good.example")) {
            lookAlikes.gets(FOREIGN, with("Origin: " + origin));
        }
        rows.row(67, "two Origins, a list, a path, a query")
                .gets(
                        Refusal.of(400),
                        with("Origin: http://row.example", "Origin: http://row.example"),
                        with("Origin: http://row.example, http://b.example"),
                        with("Origin: http://row.example/"),
                        with("Origin: http://row.example/path"),
                        with("Origin: http://row.example?q"));
        Request forwarded = instead("Host", "Host: internal.example")
                .and("Origin: https://good.example", "X-Forwarded-Proto: https", "X-Forwarded-Host: good.example");
        rows.row(68, "X-Forwarded-Host from a peer that is not trusted")
                .gets(FOREIGN, forwarded, with("Origin: https://good.example", "X-Forwarded-Host: good.example"));
        rows.row(68, "a proxy that is not the one trusted")
                .set("ws.server.trusted-proxies", List.of("10.0.0.0/8", "::1"))
                .gets(FOREIGN, forwarded);
        rows.row(68, "a trusted proxy rewrites Host and ends TLS")
                .set("ws.server.trusted-proxies", List.of("127.0.0.0/8"))
                .gets(
                        new Opens(),
                        forwarded,
                        with("Origin: own://row.example"),
                        with("Origin: https://row.example", "X-Forwarded-Proto: https"),
                        with("Origin: https://row.example", "X-Forwarded-Proto: http, https"))
                .gets(
                        FOREIGN,
                        with("Origin: https://evil.example", "X-Forwarded-Host: row.example"),
                        with("Origin: http://evil.example", "X-Forwarded-Host: evil.example, row.example"),
                        with("Origin: http://evil.example", "X-Forwarded-Host: evil.example/"),
                        with("Origin: https://row.example", "X-Forwarded-Proto: https, http"),
                        with("Origin: other://row.example", "X-Forwarded-Proto: ftp"));
        rows.row(69, "Host and Origin both the attacker's name")
                .set("ws.server.hosts", List.of("row.example"))
                .gets(
                        Refusal.of(421).loud(Noise.WARNING),
                        instead("Host", "Host: evil.example").and("Origin: http://evil.example"));
    }
}
