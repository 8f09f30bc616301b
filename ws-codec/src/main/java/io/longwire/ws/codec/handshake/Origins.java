package io.longwire.ws.codec.handshake;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which web pages may open a connection (RFC 6455, 10.2). An origin is let in when scheme, host and port are equal to an allowed
 * one after both were brought to one canonical form; there is no matching by part, suffix or pattern.
 *
 * <p>A request without {@code Origin} comes from a program, not from a browser, and is let in. {@code null}, which sandboxed pages
 * and files send, is let in only where it is listed.
 */
public final class Origins {
    private static final String ANY = "*";
    private static final String NULL = "null";

    private final boolean any;
    private final boolean opaque;
    private final List<Origin> allowed;

    /**
     * @param allowed origins such as {@code https://app.example}, {@code null}, or {@code *} for all but {@code null}; when it is
     *     empty, the request's own scheme, host and port
     * @throws IllegalArgumentException when an entry is no origin
     */
    public Origins(List<String> allowed) {
        List<Origin> origins = new ArrayList<>();
        for (String text : allowed) {
            if (!text.equals(ANY) && !text.equals(NULL)) {
                origins.add(Origin.parse(text)
                        .orElseThrow(() -> new IllegalArgumentException("\"" + text
                                + "\" is no origin; write scheme://host or scheme://host:port, without a path")));
            }
        }
        this.any = allowed.contains(ANY);
        this.opaque = allowed.contains(NULL);
        this.allowed = List.copyOf(origins);
    }

    /**
     * Whether a page may connect.
     *
     * @param originHeader the value of {@code Origin}
     * @param scheme {@code http} or {@code https}, as the connection is
     * @param host the authority that the request names
     */
    public boolean allows(Optional<String> originHeader, String scheme, String host) {
        if (originHeader.isEmpty()) {
            return true;
        }
        String text = originHeader.get();
        if (text.equals(NULL)) {
            return opaque;
        }
        Optional<Origin> origin = Origin.parse(text);
        if (origin.isEmpty()) {
            return false;
        }
        if (any || allowed.contains(origin.get())) {
            return true;
        }
        return allowed.isEmpty() && !opaque && origin.equals(Origin.parse(scheme + "://" + host));
    }

    /** Refuses what no browser sends: several origins, or an origin with a path. */
    static void requireForm(List<String> headerValues) throws Refused {
        if (headerValues.size() > 1) {
            throw new Refused(400, "Origin stands twice");
        }
        for (String value : headerValues) {
            int host = value.indexOf("://");
            String rest = host < 0 ? value : value.substring(host + 3);
            if (value.indexOf(',') >= 0 || rest.indexOf('/') >= 0 || rest.indexOf('?') >= 0 || rest.indexOf('#') >= 0) {
                throw new Refused(400, "Origin is a list or has a path");
            }
        }
    }

    /** The port that a scheme stands for, -1 when it is none of HTTP and WebSocket. */
    static int defaultPort(String scheme) {
        return switch (scheme.toLowerCase(Locale.ROOT)) {
            case "http", "ws" -> 80;
            case "https", "wss" -> 443;
            default -> -1;
        };
    }

    /**
     * A tuple origin (RFC 6454, 4), canonical.
     *
     * @param scheme in lower case
     * @param host in lower case
     * @param port the port, also when it is the scheme's own; -1 when neither says one
     */
    public record Origin(String scheme, String host, int port) {
        /** Reads an origin; empty when it is none. */
        public static Optional<Origin> parse(String text) {
            int end = text.indexOf("://");
            if (end < 1) {
                return Optional.empty();
            }
            String scheme = text.substring(0, end).toLowerCase(Locale.ROOT);
            if (!isScheme(scheme)) {
                return Optional.empty();
            }
            return Authority.parse(text.substring(end + 3))
                    .map(a -> new Origin(scheme, a.host(), a.portOr(defaultPort(scheme))));
        }

        /** As a browser writes it (RFC 6454, 6.2). */
        @Override
        public String toString() {
            return scheme + "://" + host + (port < 0 || port == defaultPort(scheme) ? "" : ":" + port);
        }

        /** RFC 3986, 3.1. */
        private static boolean isScheme(String text) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                boolean letter = c >= 'a' && c <= 'z';
                boolean other = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
                if (!letter && (i == 0 || !other)) {
                    return false;
                }
            }
            return true;
        }
    }
}
