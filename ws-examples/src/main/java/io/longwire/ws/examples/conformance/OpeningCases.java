package io.longwire.ws.examples.conformance;

import io.longwire.ws.examples.raw.RawClient;
import io.longwire.ws.examples.raw.Remote;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/** The opening handshake (RFC 6455, 4) and what it takes from HTTP (RFC 9110, RFC 9112). */
final class OpeningCases {
    private static final String READ = "RFC 6455, 4.2.1";
    private static final String KEY = "Sec-WebSocket-Key";
    private static final String VERSION = "Sec-WebSocket-Version";

    private final List<Case> cases = new ArrayList<>();

    private OpeningCases() {}

    static List<Case> all() {
        OpeningCases all = new OpeningCases();
        all.accepted();
        all.upgrades();
        all.keys();
        all.versions();
        all.http();
        all.subprotocols();
        return all.cases;
    }

    private void accepted() {
        opens("the nonce of the example", "RFC 6455, 1.3", request -> request);
        for (int i = 1; i <= 3; i++) {
            opens("a random nonce, " + i, "RFC 6455, 4.2.2", request -> request.keyed(nonce(16)));
        }
        opens("names of fields in lower case", READ, request -> relabelled(request, String::toLowerCase));
        opens("names of fields in upper case", READ, request -> relabelled(request, String::toUpperCase));
        opens("fields in reverse order", READ, OpeningCases::reversed);
        opens(
                "no space behind the colons",
                "RFC 9112, 5",
                request -> relabelled(request, (name, any) -> name).with("X-Filler:a"));
        opens("fields that nobody knows", "RFC 9110, 5.1", request -> request.with("X-Filler: a", "Cookie: a=b"));
        cases.add(new Case("opening: byte by byte", READ, "101", server -> {
            Request request = Request.valid(server);
            return Opened.judge(answer(server, request.bytes(), true), request.key());
        }));
        cases.add(new Case("opening: after one that was refused", "RFC 6455, 4.2.2", "101", server -> {
            answer(server, Request.valid(server).without(KEY).bytes(), false);
            Request request = Request.valid(server);
            return Opened.judge(answer(server, request.bytes(), false), request.key());
        }));
    }

    private void upgrades() {
        opens("Upgrade: WebSocket", READ, request -> request.set("Upgrade", "WebSocket"));
        opens("Connection: keep-alive, Upgrade", READ, request -> request.set("Connection", "keep-alive, Upgrade"));
        opens("Connection: upgrade", READ, request -> request.set("Connection", "upgrade"));
        opens(
                "two lines of Connection",
                "RFC 9110, 5.3",
                request -> request.set("Connection", "keep-alive").with("Connection: Upgrade"));
        // Without these it is a request that a server of HTTP may well answer.
        noSwitch("Upgrade absent", READ, request -> request.without("Upgrade"));
        noSwitch("Upgrade: h2c", READ, request -> request.set("Upgrade", "h2c"));
        noSwitch("Upgrade: websockets", READ, request -> request.set("Upgrade", "websockets"));
        noSwitch("Connection absent", READ, request -> request.without("Connection"));
        noSwitch("Connection: keep-alive", READ, request -> request.set("Connection", "keep-alive"));
        for (String method : List.of("POST", "PUT", "HEAD", "OPTIONS")) {
            noSwitch(method, READ, request -> request.method(method));
        }
        noSwitch("HTTP/1.0", READ, request -> request.version("HTTP/1.0"));
    }

    private void keys() {
        refuses("key absent", READ, request -> request.without(KEY));
        refuses("key empty", READ, request -> request.set(KEY, ""));
        refuses("key that is no base64", READ, request -> request.set(KEY, "!AAAAAAAAAAAAAAAAAAAAA=="));
        refuses("key of the characters of base64url", READ, request -> request.set(KEY, "-_AAAAAAAAAAAAAAAAAAAA=="));
        for (int size : new int[] {1, 15, 17, 32}) {
            refuses("key of " + size + " bytes", READ, request -> request.set(KEY, nonce(size)));
        }
        refuses("key without its padding", READ, request -> request.set(KEY, "AAAAAAAAAAAAAAAAAAAAAA"));
        refuses("two keys", "RFC 6455, 11.3.1", request -> request.with(KEY + ": " + nonce(16)));
    }

    private void versions() {
        for (String version : List.of("1", "12", "14", "255")) {
            cases.add(new Case(
                    "opening: version " + version,
                    "RFC 6455, 4.2.2, 4.4",
                    "4xx with " + VERSION + " 13",
                    server -> version(server, version)));
        }
        refuses("version absent", READ, request -> request.without(VERSION));
        refuses("version that is no number", READ, request -> request.set(VERSION, "abc"));
        refuses("version 13a", READ, request -> request.set(VERSION, "13a"));
        refuses("version 013", "RFC 6455, 4.3", request -> request.set(VERSION, "013"));
        refuses("version 256", "RFC 6455, 4.3", request -> request.set(VERSION, "256"));
    }

    private void http() {
        refuses("Host absent", "RFC 9112, 3.2", request -> request.without("Host"));
        refuses("two of Host", "RFC 9112, 3.2", request -> request.with("Host: other.example"));
        refuses("Host malformed", "RFC 9112, 3.2", request -> request.set("Host", "a b"));
        refuses("a space before a colon", "RFC 9112, 5.1", request -> request.with("X-Filler : a"));
        refuses("a field without a name", "RFC 9112, 5", request -> request.with(": a"));
        refuses("a line without a colon", "RFC 9112, 5", request -> request.with("filler"));
        refuses("a space in a field's name", "RFC 9110, 5.1", request -> request.with("X Filler: a"));
        // "MUST either reject the message or replace each of those characters with SP"
        either("NUL in a value", "RFC 9110, 5.5", request -> request.with("X-Filler: a\0b"));
        either("CR in a value", "RFC 9110, 5.5", request -> request.with("X-Filler: a\rb"));
        // "SHOULD ignore at least one empty line"
        either("an empty line before the request", "RFC 9112, 2.2", request -> request.method("\r\nGET"));
        refuses("version of HTTP malformed", "RFC 9112, 2.3", request -> request.version("HTTP/1.x"));
        refuses("a request line of one word", "RFC 9112, 3", request -> request.method("GET\r\nX-Filler:"));
        refuses(
                "two values of Content-Length",
                "RFC 9112, 6.3",
                request -> request.with("Content-Length: 0", "Content-Length: 5"));
    }

    private void subprotocols() {
        String name = "Sec-WebSocket-Protocol";
        cases.add(new Case(
                "opening: subprotocols none of which is known", "RFC 6455, 4.2.2", "101 without one", server -> {
                    Request request = Request.valid(server).with(name + ": x-unknown-1.example, x-unknown-2.example");
                    Response response = answer(server, request.bytes(), false);
                    if (response.status() >= 400) {
                        return Finding.holds(response.seen() + " (refused as a whole)");
                    }
                    String chosen = response.values("sec-websocket-protocol");
                    return chosen.isEmpty() || chosen.startsWith("x-unknown-")
                            ? Opened.judge(
                                    new Response(response.head().replace(name + ": " + chosen + "\r\n", "")),
                                    request.key())
                            : Finding.differs(response.seen() + " with " + chosen);
                }));
    }

    private void opens(String name, String section, Function<Request, Request> change) {
        cases.add(new Case("opening: " + name, section, "101", server -> {
            Request request = change.apply(Request.valid(server));
            return Opened.judge(answer(server, request.bytes(), false), request.key());
        }));
    }

    /** "the server MUST stop processing the client's handshake and return an HTTP response with an appropriate error code" (4.2.1) */
    private void refuses(String name, String section, Function<Request, Request> change) {
        refuses(name, section, "4xx", status -> status >= 400 && status < 600, change);
    }

    private void either(String name, String section, Function<Request, Request> change) {
        refuses(name, section, "101 or 4xx", status -> status == 101 || status >= 400, change);
    }

    private void noSwitch(String name, String section, Function<Request, Request> change) {
        refuses(name, section, "no 101", status -> status >= 200, change);
    }

    private void refuses(
            String name, String section, String expected, Predicate<Integer> fits, Function<Request, Request> change) {
        cases.add(new Case("opening: " + name, section, expected, server -> {
            Response response =
                    answer(server, change.apply(Request.valid(server)).bytes(), false);
            return Finding.of(fits.test(response.status()), response.seen());
        }));
    }

    private static Finding version(Remote server, String version) throws IOException {
        Response response =
                answer(server, Request.valid(server).set(VERSION, version).bytes(), false);
        String known = response.values(VERSION.toLowerCase(Locale.ROOT));
        boolean fits = response.status() >= 400 && response.has(VERSION.toLowerCase(Locale.ROOT), "13");
        return Finding.of(fits, response.seen() + (known.isEmpty() ? "" : " with " + VERSION + " " + known));
    }

    /** What the server answers; an end or a reset before it does is an answer without a head. */
    static Response answer(Remote server, byte[] request, boolean cut) throws IOException {
        try (RawClient client = new RawClient(server)) {
            try {
                for (int i = 0; cut && i < request.length; i++) {
                    client.send(request[i]);
                }
                if (!cut) {
                    client.send(request);
                }
                return new Response(client.head());
            } catch (SocketTimeoutException silence) {
                throw silence;
            } catch (SocketException reset) {
                return new Response("");
            }
        }
    }

    private static Request relabelled(Request request, BiFunction<String, Locale, String> name) {
        List<String> lines = request.headers().stream()
                .map(line -> line.split(": *", 2))
                .map(field -> name.apply(field[0], Locale.ROOT) + ":" + field[1])
                .toList();
        return new Request(request.method(), request.target(), request.version(), lines, request.key());
    }

    private static Request reversed(Request request) {
        List<String> lines = new ArrayList<>(request.headers());
        Collections.reverse(lines);
        return new Request(request.method(), request.target(), request.version(), lines, request.key());
    }

    private static String nonce(int size) {
        byte[] nonce = new byte[size];
        new SecureRandom().nextBytes(nonce);
        return Base64.getEncoder().encodeToString(nonce);
    }
}
