package io.longwire.ws.runtime;

import io.longwire.ws.codec.handshake.Authority;
import io.longwire.ws.codec.handshake.Headers;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a request came from and was sent to before a proxy passed it on.
 *
 * @param client the client's address; the peer's own when no trusted proxy says another
 * @param scheme {@code http} or {@code https}
 * @param host the canonical authority
 * @param ignored whether a proxy speaks of it that is not trusted
 */
record Forwarded(SocketAddress client, String scheme, String host, boolean ignored) {
    private static final String FOR = "X-Forwarded-For";
    private static final String PROTO = "X-Forwarded-Proto";
    private static final String HOST = "X-Forwarded-Host";
    private static final String STANDARD = "Forwarded";
    private static final List<String> ALL = List.of(FOR, PROTO, HOST, STANDARD);

    /**
     * The proxies that are believed.
     *
     * @param standard whether they say it in {@code Forwarded} (RFC 7239), otherwise in {@code X-Forwarded-...}; a proxy passes
     *     the other on as its client has sent it
     */
    record Proxies(Subnets trusted, boolean standard) {
        boolean contains(SocketAddress peer) {
            return peer instanceof InetSocketAddress inet && trusted.contains(inet.getAddress());
        }
    }

    /** @param own the canonical authority that the request names */
    static Forwarded of(Headers headers, String own, String scheme, SocketAddress peer, Proxies proxies) {
        if (!proxies.contains(peer)) {
            boolean told = ALL.stream().anyMatch(headers::contains);
            return new Forwarded(peer, scheme, own, told);
        }
        List<ForwardedElement> hops =
                proxies.standard() ? ForwardedElement.parse(headers.all(STANDARD)) : together(headers);
        String proto = hops.isEmpty() ? "" : hops.get(0).proto();
        String host = hops.isEmpty() ? "" : hops.get(0).host();
        return new Forwarded(
                client(hops, peer, proxies),
                scheme(proto).orElse(scheme),
                Authority.parse(host).map(Authority::toString).orElse(own),
                false);
    }

    /** The right-most hop that is no proxy of ours: what stands before it, anybody may have written. */
    private static SocketAddress client(List<ForwardedElement> hops, SocketAddress peer, Proxies proxies) {
        SocketAddress client = peer;
        for (ForwardedElement hop : hops) {
            Optional<InetSocketAddress> address = hop.address();
            if (address.isEmpty()) {
                return peer;
            }
            client = address.get();
            if (!proxies.contains(client)) {
                return client;
            }
        }
        return client;
    }

    /** The lists of the three headers; of scheme and host the last element alone, which the proxy itself has seen. */
    private static List<ForwardedElement> together(Headers headers) {
        String proto = last(headers.all(PROTO));
        String host = last(headers.all(HOST));
        List<ForwardedElement> hops = new ArrayList<>();
        headers.all(FOR).forEach(line -> {
            for (String node : line.split(",", -1)) {
                hops.add(new ForwardedElement(node.strip(), proto, host));
            }
        });
        if (hops.isEmpty()) {
            hops.add(new ForwardedElement("", proto, host));
        }
        Collections.reverse(hops);
        return hops;
    }

    private static Optional<String> scheme(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "http", "ws" -> Optional.of("http");
            case "https", "wss" -> Optional.of("https");
            default -> Optional.empty();
        };
    }

    private static String last(List<String> lines) {
        String line = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
        return line.substring(line.lastIndexOf(',') + 1).strip();
    }
}
