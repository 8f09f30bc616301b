package io.longwire.ws.codec.handshake;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Requests as text, and what the reader and the check make of them in any chunking. */
final class Heads {
    static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    private static final List<String> VALID = List.of(
            "Host: a.example",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: " + KEY);

    private Heads() {}

    /** A valid request with further header lines. */
    static String with(String... lines) {
        return line("GET /chat HTTP/1.1", lines);
    }

    /** A valid request with another target. */
    static String target(String target) {
        return line("GET " + target + " HTTP/1.1");
    }

    /** A valid request with another request line. */
    static String line(String requestLine, String... lines) {
        List<String> all = new ArrayList<>(VALID);
        all.addAll(List.of(lines));
        return requestLine + "\r\n" + String.join("\r\n", all) + "\r\n\r\n";
    }

    /** A valid request in which these lines stand for those of the named header. */
    static String instead(String name, String... lines) {
        List<String> all = new ArrayList<>(VALID);
        all.removeIf(header -> header.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"));
        all.addAll(List.of(lines));
        return "GET /chat HTTP/1.1\r\n" + String.join("\r\n", all) + "\r\n\r\n";
    }

    /** What became of a request: the head and the request, or the refusal, and how many bytes were consumed. */
    record Outcome(
            @Nullable RequestHead head,
            @Nullable UpgradeRequest request,
            int status,
            String sentence,
            String headers,
            int consumed) {
        static Outcome refused(Refused refused, int consumed) {
            return new Outcome(
                    null,
                    null,
                    refused.status(),
                    refused.sentence(),
                    refused.headers().toString(),
                    consumed);
        }

        /** What must not depend on chunking. */
        String summary() {
            String opened =
                    request == null ? "" : request.target() + " " + request.host() + " " + request.subprotocols();
            return status + " " + sentence + " " + headers + " " + consumed + " " + opened;
        }
    }

    static Outcome read(String text, int chunk) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        RequestHeadReader reader = new RequestHeadReader(HeadLimits.DEFAULTS);
        int at = 0;
        try {
            while (at < bytes.length) {
                // A fresh array each time: the reader may keep nothing of a borrowed buffer.
                byte[] borrowed = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + chunk));
                ByteBuffer buffer = ByteBuffer.wrap(borrowed);
                RequestHead head;
                try {
                    head = reader.read(buffer);
                } finally {
                    at += buffer.position();
                }
                Arrays.fill(borrowed, (byte) '?');
                if (head != null) {
                    return new Outcome(head, ServerHandshake.check(head), 101, "", "", at);
                }
            }
        } catch (Refused refused) {
            return Outcome.refused(refused, at);
        }
        return new Outcome(null, null, 0, "more bytes are needed", "", at);
    }
}
