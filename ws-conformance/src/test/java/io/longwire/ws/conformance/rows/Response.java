package io.longwire.ws.conformance.rows;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** A server's answer to an opening handshake, right but for what a row changes. */
record Response(String statusLine, List<String> headers) {
    /** The answer that agrees to a request (RFC 6455, 4.2.2). */
    static Response agreeing(String request) {
        return new Response(
                "HTTP/1.1 101 Switching Protocols",
                List.of(
                        "Upgrade: websocket",
                        "Connection: Upgrade",
                        "Sec-WebSocket-Accept: " + acceptFor(Answer.of(request).header("sec-websocket-key"))));
    }

    Response status(String line) {
        return new Response(line, headers);
    }

    Response and(String... lines) {
        List<String> all = new ArrayList<>(headers);
        all.addAll(List.of(lines));
        return new Response(statusLine, all);
    }

    /** These lines in the place of those of the named header. */
    Response instead(String name, String... lines) {
        List<String> rest = new ArrayList<>(headers);
        rest.removeIf(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"));
        return new Response(statusLine, rest).and(lines);
    }

    @Override
    public String toString() {
        return statusLine + "\r\n" + (headers.isEmpty() ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n";
    }

    static String acceptFor(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
