package io.longwire.ws.examples.conformance;

import io.longwire.ws.examples.raw.RawClient;
import io.longwire.ws.examples.raw.Remote;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An opening handshake, right or wrong.
 *
 * @param key what the response has to be of
 */
record Request(String method, String target, String version, List<String> headers, String key) {
    /** A right one (RFC 6455, 4.1). */
    static Request valid(Remote server) {
        return new Request(
                "GET",
                server.target(),
                "HTTP/1.1",
                List.of(
                        "Host: " + server.authority(),
                        "Upgrade: websocket",
                        "Connection: Upgrade",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: " + RawClient.KEY),
                RawClient.KEY);
    }

    Request method(String other) {
        return new Request(other, target, version, headers, key);
    }

    Request version(String other) {
        return new Request(method, target, other, headers, key);
    }

    Request with(String... lines) {
        List<String> more = new ArrayList<>(headers);
        more.addAll(List.of(lines));
        return new Request(method, target, version, more, key);
    }

    Request without(String name) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        List<String> rest = headers.stream()
                .filter(line -> !line.toLowerCase(Locale.ROOT).startsWith(start))
                .toList();
        return new Request(method, target, version, rest, key);
    }

    /** With this value instead of what is there. */
    Request set(String name, String value) {
        return without(name).with(name + ": " + value);
    }

    Request keyed(String other) {
        Request changed = set("Sec-WebSocket-Key", other);
        return new Request(method, target, version, changed.headers, other);
    }

    byte[] bytes() {
        return (method + " " + target + " " + version + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
