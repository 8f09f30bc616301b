package io.longwire.ws.conformance.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An opening handshake (RFC 6455, 4.1) of a client that keeps to everything but what a row changes. */
record Request(String method, String target, String version, List<String> headers) {
    static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    static final String HOST = "row.example";

    /** The known answer to {@link #KEY} (RFC 6455, 1.3). */
    static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    static Request valid() {
        return new Request(
                "GET",
                OurServer.PATH + "?token=" + Secrets.TOKEN,
                "HTTP/1.1",
                List.of(
                        "Host: " + HOST,
                        "Upgrade: websocket",
                        "Connection: Upgrade",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: " + KEY,
                        "Authorization: Bearer " + Secrets.TOKEN,
                        "Cookie: session=" + Secrets.TOKEN,
                        "User-Agent: " + Secrets.BAIT));
    }

    /** A valid request with further header lines. */
    static Request with(String... lines) {
        return valid().and(lines);
    }

    /** A valid request in which these lines stand for those of the named header. */
    static Request instead(String name, String... lines) {
        return valid().without(name).and(lines);
    }

    /** Valid requests, each with another value of a header. */
    static Request[] each(String name, String... values) {
        Request[] requests = new Request[values.length];
        for (int i = 0; i < values.length; i++) {
            requests[i] = instead(name, name + ": " + values[i]);
        }
        return requests;
    }

    /** Valid requests, each with another target. */
    static Request[] targets(String... targets) {
        Request[] requests = new Request[targets.length];
        for (int i = 0; i < targets.length; i++) {
            requests[i] = valid().target(targets[i]);
        }
        return requests;
    }

    Request method(String other) {
        return new Request(other, target, version, headers);
    }

    Request target(String other) {
        return new Request(method, other, version, headers);
    }

    Request version(String other) {
        return new Request(method, target, other, headers);
    }

    Request and(String... lines) {
        List<String> all = new ArrayList<>(headers);
        all.addAll(List.of(lines));
        return new Request(method, target, version, all);
    }

    Request without(String name) {
        List<String> rest = new ArrayList<>(headers);
        rest.removeIf(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"));
        return new Request(method, target, version, rest);
    }

    @Override
    public String toString() {
        return method + " " + target + " " + version + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    }
}
