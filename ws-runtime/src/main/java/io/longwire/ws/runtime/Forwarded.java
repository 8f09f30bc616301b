package io.longwire.ws.runtime;

import io.longwire.ws.codec.handshake.Authority;
import io.longwire.ws.codec.handshake.UpgradeRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a request was sent before a proxy passed it on, for the comparison with its origin alone.
 *
 * @param scheme {@code http} or {@code https}
 * @param host the canonical authority
 * @param ignored whether a proxy says otherwise that is not trusted
 */
record Forwarded(String scheme, String host, boolean ignored) {
    private static final String PROTO = "X-Forwarded-Proto";
    private static final String HOST = "X-Forwarded-Host";

    /** @param trusted whether the peer is a proxy that is believed */
    static Forwarded of(UpgradeRequest request, String scheme, boolean trusted) {
        List<String> protos = request.headers().all(PROTO);
        List<String> hosts = request.headers().all(HOST);
        if (!trusted) {
            return new Forwarded(scheme, request.host(), !protos.isEmpty() || !hosts.isEmpty());
        }
        return new Forwarded(
                scheme(last(protos)).orElse(scheme),
                Authority.parse(last(hosts)).map(Authority::toString).orElse(request.host()),
                false);
    }

    private static Optional<String> scheme(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "http", "ws" -> Optional.of("http");
            case "https", "wss" -> Optional.of("https");
            default -> Optional.empty();
        };
    }

    /** The last element of comma lists: what stands before it, the proxy was told by somebody else. */
    private static String last(List<String> lines) {
        String line = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
        return line.substring(line.lastIndexOf(',') + 1).strip();
    }
}
