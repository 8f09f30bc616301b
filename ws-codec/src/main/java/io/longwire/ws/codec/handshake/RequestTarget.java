package io.longwire.ws.codec.handshake;

import java.util.List;
import java.util.Optional;

/**
 * What a request asks for (RFC 9112, 3.2), in one canonical form: routes, checks and logs all see the same path.
 *
 * @param path percent-decoded once, without dot segments, empty segments but a last one, NUL, or slashes that were escaped
 * @param rawPath the path as it was sent
 * @param query as it was sent, without the question mark; empty for none
 * @param authority the canonical host and port of an absolute-form target, which equals that of {@code Host}
 */
public record RequestTarget(String path, String rawPath, String query, Optional<String> authority) {
    private static final int SEGMENTS_MAX = 128;

    /**
     * Reads the target of a request.
     *
     * @throws Refused 400 when it is malformed or could be read in two ways, 404 when no route can have such a path
     */
    public static RequestTarget parse(RequestHead head) throws Refused {
        String target = head.target();
        if (target.startsWith("/")) {
            return split(target, Optional.empty());
        }
        int colon = target.indexOf("://");
        if (colon < 0) {
            // RFC 9112, 3.2.3 and 3.2.4: the authority-form is for CONNECT, the asterisk-form for OPTIONS.
            throw new Refused(400, "the request target is neither a path nor absolute");
        }
        int defaultPort = Origins.defaultPort(target.substring(0, colon));
        int end = colon + 3;
        while (end < target.length() && "/?#".indexOf(target.charAt(end)) < 0) {
            end++;
        }
        Optional<Authority> authority = Authority.parse(target.substring(colon + 3, end));
        if (defaultPort < 0 || authority.isEmpty()) {
            throw new Refused(400, "the request target is absolute with another scheme or a malformed authority");
        }
        requireSameHost(head.headers().all("Host"), authority.get(), defaultPort);
        String rest = target.substring(end);
        return split(
                rest.startsWith("/") ? rest : "/" + rest,
                Optional.of(authority.get().toString()));
    }

    /**
     * The first value of a parameter in a query, decoded as forms are: {@code +} is a space, a percent escape a byte of UTF-8. A
     * broken escape stands for itself. One pass over the query.
     */
    public static Optional<String> queryValue(String query, String name) {
        int from = 0;
        while (from <= query.length()) {
            int and = query.indexOf('&', from);
            int end = and < 0 ? query.length() : and;
            String pair = query.substring(from, end);
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            if (!pair.isEmpty() && PercentCoding.lenient(key).equals(name)) {
                return Optional.of(equals < 0 ? "" : PercentCoding.lenient(pair.substring(equals + 1)));
            }
            from = end + 1;
        }
        return Optional.empty();
    }

    /** RFC 9112, 3.2.2: the target's authority stands; a Host that says otherwise is a request with two readings. */
    private static void requireSameHost(List<String> hosts, Authority authority, int defaultPort) throws Refused {
        for (String text : hosts) {
            Optional<Authority> host = Authority.parse(text);
            boolean same = host.isPresent()
                    && host.get().host().equals(authority.host())
                    && host.get().portOr(defaultPort) == authority.portOr(defaultPort);
            if (!same) {
                throw new Refused(400, "the request target and Host name different authorities");
            }
        }
    }

    private static RequestTarget split(String target, Optional<String> authority) throws Refused {
        if (target.indexOf('#') >= 0 || target.indexOf('\\') >= 0) {
            throw new Refused(400, "the request target holds a fragment or a backslash");
        }
        int question = target.indexOf('?');
        String rawPath = question < 0 ? target : target.substring(0, question);
        String query = question < 0 ? "" : target.substring(question + 1);
        return new RequestTarget(decode(rawPath), rawPath, query, authority);
    }

    private static String decode(String rawPath) throws Refused {
        StringBuilder path = new StringBuilder(rawPath.length());
        int segments = 0;
        boolean emptySegment = false;
        int from = 1;
        while (from <= rawPath.length()) {
            int slash = rawPath.indexOf('/', from);
            int end = slash < 0 ? rawPath.length() : slash;
            String segment = segment(rawPath.substring(from, end));
            emptySegment |= segment.isEmpty() && slash >= 0;
            segments++;
            path.append('/').append(segment);
            from = end + 1;
        }
        if (emptySegment || segments > SEGMENTS_MAX) {
            throw new Refused(404, "no route has a path with empty segments or so many");
        }
        return path.toString();
    }

    private static String segment(String raw) throws Refused {
        String segment = PercentCoding.strict(raw);
        if (segment == null) {
            throw new Refused(400, "the path holds a broken escape");
        }
        boolean ambiguous = segment.equals(".")
                || segment.equals("..")
                || segment.indexOf(0) >= 0
                || segment.indexOf('/') >= 0
                || segment.indexOf('\\') >= 0;
        if (ambiguous) {
            throw new Refused(400, "the path holds a forbidden escape or a dot segment");
        }
        return segment;
    }
}
