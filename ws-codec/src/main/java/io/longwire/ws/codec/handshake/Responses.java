package io.longwire.ws.codec.handshake;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Whole HTTP/1.1 responses (RFC 9112, 2.1). None of them holds a byte of the request. */
public final class Responses {
    private Responses() {}

    /**
     * A response with a body.
     *
     * @param status from 200 to 599
     * @param headers further headers; the framing ({@code Content-Length}, {@code Connection}, {@code Transfer-Encoding}) is not
     *     theirs
     * @param contentType the media type, or empty to say nothing
     * @param body the body; left out, but counted, when {@code head} is true (RFC 9110, 9.3.2)
     * @param head whether the request's method was HEAD
     * @param close whether the connection ends after it
     * @throws IllegalArgumentException when a header could inject another, or belongs to the framing
     */
    public static ByteBuffer response(
            int status,
            Map<String, List<String>> headers,
            String contentType,
            byte[] body,
            boolean head,
            boolean close) {
        StringBuilder text = text(status, headers, contentType, body.length, close);
        return bytes(text, head || isBodiless(status) ? new byte[0] : body);
    }

    /**
     * The head of a response whose body the caller sends after it, so that a large one need not be copied.
     *
     * @param length the bytes of the body; for a 204 and a 304 there is none, whatever is said here
     * @see #response
     */
    public static ByteBuffer head(
            int status, Map<String, List<String>> headers, String contentType, int length, boolean close) {
        return bytes(text(status, headers, contentType, length, close), new byte[0]);
    }

    private static StringBuilder text(
            int status, Map<String, List<String>> headers, String contentType, int length, boolean close) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("a final response has a status from 200 to 599, not " + status);
        }
        StringBuilder text = new StringBuilder(256);
        text.append("HTTP/1.1 ")
                .append(status)
                .append(' ')
                .append(phrase(status))
                .append("\r\n");
        boolean upgrade = false;
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            requireFree(header.getKey());
            upgrade |= header.getKey().equalsIgnoreCase("Upgrade");
            append(text, header.getKey(), header.getValue());
        }
        if (!contentType.isEmpty()) {
            append(text, "Content-Type", List.of(contentType));
        }
        // RFC 9110, 8.6: no Content-Length in a 204; a 304 would have to say that of the 200.
        if (!isBodiless(status)) {
            append(text, "Content-Length", List.of(Integer.toString(length)));
        }
        // RFC 9110, 7.8: "A sender of Upgrade MUST also send an "Upgrade" connection option".
        String options = close ? upgrade ? "close, upgrade" : "close" : upgrade ? "upgrade" : "";
        if (!options.isEmpty()) {
            append(text, "Connection", List.of(options));
        }
        return text.append("\r\n");
    }

    private static boolean isBodiless(int status) {
        return status == 204 || status == 304;
    }

    /** A refusal: the status' standard phrase as body, and the end of the connection. */
    public static ByteBuffer refusal(int status, Map<String, List<String>> headers) {
        byte[] body = (phrase(status) + "\n").getBytes(StandardCharsets.ISO_8859_1);
        return response(status, headers, "text/plain", body, false, true);
    }

    /** The standard phrase of a status (RFC 9110, 15), at most 63 characters. */
    public static String phrase(int status) {
        return switch (status) {
            case 101 -> "Switching Protocols";
            case 200 -> "OK";
            case 204 -> "No Content";
            case 301 -> "Moved Permanently";
            case 302 -> "Found";
            case 303 -> "See Other";
            case 304 -> "Not Modified";
            case 307 -> "Temporary Redirect";
            case 308 -> "Permanent Redirect";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 406 -> "Not Acceptable";
            case 407 -> "Proxy Authentication Required";
            case 408 -> "Request Timeout";
            case 409 -> "Conflict";
            case 410 -> "Gone";
            case 411 -> "Length Required";
            case 412 -> "Precondition Failed";
            case 413 -> "Content Too Large";
            case 414 -> "URI Too Long";
            case 415 -> "Unsupported Media Type";
            case 417 -> "Expectation Failed";
            case 421 -> "Misdirected Request";
            case 426 -> "Upgrade Required";
            case 428 -> "Precondition Required";
            case 429 -> "Too Many Requests";
            case 431 -> "Request Header Fields Too Large";
            case 500 -> "Internal Server Error";
            case 501 -> "Not Implemented";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            case 505 -> "HTTP Version Not Supported";
            default ->
                status < 300
                        ? "Success"
                        : status < 400 ? "Redirection" : status < 500 ? "Client Error" : "Server Error";
        };
    }

    static void append(StringBuilder text, String name, List<String> values) {
        for (String value : values) {
            Syntax.requireHeader(name, value);
            text.append(name).append(": ").append(value).append("\r\n");
        }
    }

    static ByteBuffer bytes(StringBuilder head, byte[] body) {
        byte[] first = head.toString().getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer all = ByteBuffer.allocate(first.length + body.length);
        return all.put(first).put(body).flip();
    }

    private static void requireFree(String name) {
        if (Syntax.containsIgnoreCase(List.of("Connection", "Content-Length", "Transfer-Encoding", "Trailer"), name)) {
            throw new IllegalArgumentException("the header " + name + " belongs to the framing of the response");
        }
    }
}
